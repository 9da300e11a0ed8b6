// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Measures level schedules with due dates beside the same in `double` and in whole numbers without a bound,
// and counts the wrong ones. Prints JSON lines: nanoseconds a schedule, medians of interleaved rounds.
// usage: offers_bench [SCHEDULES] [ROUNDS] [RANDOM TERMS TO CHECK]
//        offers_bench xirr FILE [ROUNDS]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <tramo/offers/level_schedules.hpp>
#include <tramo/values/date.hpp>

#include "flows_from_file.hpp"
#include "schedules_by_hand.hpp"

namespace {

using namespace tramo;
using namespace tramo::offers;
using namespace tramo_bench;

constexpr int count_measured = 12;
constexpr std::size_t wide_part = 16;  ///< whole numbers without a bound do every sixteenth schedule
constexpr interval every_month{1, interval_unit::months};
char const* const single_double = "one at a time, double";
char const* const batch_double = "batch, double";
char const* const add_months_dates = "due dates, add_months";

/// One thing that is measured.
struct contest {
    std::string name;
    std::vector<std::string> peers;
    std::size_t schedules;
    std::function<void()> run;
    std::vector<double> seconds = {};

    [[nodiscard]] double nanoseconds() const {
        auto sorted = seconds;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2] / static_cast<double>(schedules) * 1e9;
    }
};

class bench {
public:
    explicit bench(std::size_t schedules) : first_dates_(schedules) {
        std::mt19937_64 draw(1);
        for (std::size_t i = 0; i < schedules; ++i) {
            auto const size = static_cast<double>(draw() % 1'000'000) / 1e6;
            principals_.push_back(static_cast<std::int64_t>(std::exp(9 + 6 * size)));  // 81.03 to 32,690.17
            rates_.push_back(rate(draw));
            first_dates_[i].days = static_cast<std::int32_t>(20'454 + draw() % 365);  // of the year 2026
        }
        add_single();
        add_batches();
        add_dates();
    }

    void run(std::size_t rounds) {
        for (std::size_t round = 0; round <= rounds; ++round)  // the first brings the memory
            for (auto& one : contests_) {
                auto const begin = std::chrono::steady_clock::now();
                one.run();
                std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
                if (round != 0) one.seconds.push_back(took.count());
            }
    }

    void print() const {
        for (auto const& one : contests_) {
            std::cout << "{\"name\": \"" << one.name << "\", \"ns_per_schedule\": " << one.nanoseconds()
                      << ", \"time_ratios\": {";
            auto const* between = "";
            for (auto const& peer : contests_)
                if (std::count(one.peers.begin(), one.peers.end(), peer.name) != 0) {
                    std::cout << between << '"' << peer.name
                              << "\": " << one.nanoseconds() / peer.nanoseconds();
                    between = ", ";
                }
            std::cout << "}}\n";
        }
    }

    /// The same loans, counted schedule by schedule, in both ways.
    [[nodiscard]] bool check_measured() {
        level_scheduler ours;
        std::size_t off = 0, off_in_batch = 0, off_in_double = 0;
        for (std::size_t first = 0; first < principals_.size(); first += block) {
            auto const size = run_block(ours, first);
            for (std::size_t i = 0; i < size; ++i) {
                level_terms const asked{principals_[first + i], rates_[first + i], count_measured};
                in_whole_numbers(asked, exact_);
                off += is_off(ours, asked);
                off_in_double += is_double_off(asked);
                off_in_batch += is_off_in_table(i, size);
            }
        }
        std::cout << "{\"checked\": \"measured loans\", \"schedules\": " << principals_.size()
                  << ", \"off\": " << off << ", \"off_in_batches\": " << off_in_batch
                  << ", \"off_in_double\": " << off_in_double << "}\n";
        return off + off_in_batch == 0;
    }

    /// Rates from 0 to 10,000 %, principals from 0 to 10^15, counts from 1 to 360, sizes of all kinds.
    [[nodiscard]] bool check_random(std::size_t terms) {
        level_scheduler ours;
        std::mt19937_64 draw(2);
        auto const up_to = [&](int digits) {
            auto most = 1.0;
            for (auto left = static_cast<int>(draw() % static_cast<unsigned>(digits + 1)); left > 0; --left)
                most *= 10;
            return static_cast<std::int64_t>(draw() % static_cast<std::uint64_t>(most + 1));
        };
        auto const rate = [&] {
            auto const any = up_to(11);
            return draw() % 2 == 0 ? any : std::min<std::int64_t>(any, 1'000'000) * 100'000;
        };
        std::size_t off = 0, off_in_double = 0;
        for (std::size_t i = 0; i < terms; ++i) {
            level_terms const asked{up_to(15), rate(), static_cast<int>(draw() % 360) + 1};
            in_whole_numbers(asked, exact_);
            off += is_off(ours, asked);
            off_in_double += is_double_off(asked);
        }
        std::cout << "{\"checked\": \"random terms\", \"schedules\": " << terms << ", \"off\": " << off
                  << ", \"off_in_double\": " << off_in_double << "}\n";
        return off == 0;
    }

private:
    /// 30,000 rates below 3 % a month; every other loan has one of the 60 round ones among them.
    static std::int64_t rate(std::mt19937_64& draw) {
        auto const round = draw() % 60 * 500;
        auto const is_round = draw() % 2 == 0;
        return static_cast<std::int64_t>(round + (is_round ? 0 : draw() % 500)) * 1'000;
    }

    void add_single() {
        add("one at a time", {single_double}, [this] {
            level_scheduler fresh;  // finds its annuity factors anew
            run_single(fresh);
        });
        add("one at a time, factors known", {single_double}, [this] { run_single(warm_); });
        add(single_double, {}, [this] {
            for (std::size_t i = 0; i < principals_.size(); ++i) {
                in_double({principals_[i], rates_[i], count_measured}, in_double_);
                date_one(i);
            }
        });
        contests_.push_back({"one at a time, whole numbers",
                             {single_double},
                             (principals_.size() + wide_part - 1) / wide_part,
                             [this] {
                                 for (std::size_t i = 0; i < principals_.size(); i += wide_part) {
                                     in_whole_numbers({principals_[i], rates_[i], count_measured}, exact_);
                                     date_one(i);
                                 }
                             }});
    }

    void add_batches() {
        add("batch", {single_double, batch_double}, [this] {
            level_scheduler fresh;
            for (std::size_t i = 0; i < principals_.size(); i += block) date_block(i, run_block(fresh, i));
        });
        add("batch, factors known", {single_double, batch_double}, [this] {
            for (std::size_t i = 0; i < principals_.size(); i += block) date_block(i, run_block(warm_, i));
        });
        add(batch_double, {}, [this] {
            for (std::size_t i = 0; i < principals_.size(); i += block) {
                auto const size = std::min(block, principals_.size() - i);
                in_double(&principals_[i], &rates_[i], size, count_measured, doubles_);
                date_block(i, size);
            }
        });
    }

    /// What the dates alone are of all the others.
    void add_dates() {
        add("due dates", {add_months_dates}, [this] {
            for (std::size_t i = 0; i < principals_.size(); ++i) date_one(i);
        });
        add("due dates in batches", {add_months_dates}, [this] {
            for (std::size_t i = 0; i < principals_.size(); i += block)
                date_block(i, std::min(block, principals_.size() - i));
        });
        add(add_months_dates, {}, [this] {
            for (auto const first : first_dates_)
                for (int k = 0; k < count_measured; ++k)
                    dates_[static_cast<std::size_t>(k)] = *add_months(first, k);
        });
    }

    void add(std::string name, std::vector<std::string> peers, std::function<void()> run) {
        contests_.push_back({std::move(name), std::move(peers), principals_.size(), std::move(run)});
    }

    void run_single(level_scheduler& by) {
        for (std::size_t i = 0; i < principals_.size(); ++i) {
            is_good_ &= by.rows({principals_[i], rates_[i], count_measured}, rows_);
            date_one(i);
        }
    }

    std::size_t run_block(level_scheduler& by, std::size_t first) {
        auto const size = std::min(block, principals_.size() - first);
        is_good_ &= by.rows({&principals_[first], size}, {&rates_[first], size}, count_measured, table_);
        return size;
    }

    void date_one(std::size_t i) {
        is_good_ &= write_due_dates(first_dates_[i], every_month, count_measured, dates_);
    }

    void date_block(std::size_t first, std::size_t size) {
        is_good_ &= write_due_dates({&first_dates_[first], size}, every_month, count_measured, dates_);
    }

    [[nodiscard]] bool is_off(level_scheduler& by, level_terms const& asked) {
        if (!by.rows(asked, rows_)) return true;
        auto const differ = [&](auto const& ours, auto const& exact) {
            return !std::equal(ours.begin(), ours.end(), exact.begin());
        };
        return differ(rows_.payment, exact_.payment) || differ(rows_.principal, exact_.principal) ||
               differ(rows_.interest, exact_.interest) || differ(rows_.balance, exact_.balance) ||
               (asked.count > 1 && rows_.balance[0] > 0 && by.payment(asked) != exact_.payment[0]);
    }

    [[nodiscard]] bool is_off_in_table(std::size_t i, std::size_t size) const {
        for (std::size_t k = 0; k < count_measured; ++k)
            if (auto const at = k * size + i;
                table_.payment[at] != exact_.payment[k] || table_.principal[at] != exact_.principal[k] ||
                table_.interest[at] != exact_.interest[k] || table_.balance[at] != exact_.balance[k])
                return true;
        return false;
    }

    [[nodiscard]] bool is_double_off(level_terms const& asked) {
        in_double(asked, in_double_);
        for (std::size_t k = 0; k < static_cast<std::size_t>(asked.count); ++k)
            if (in_double_.payment[k] != static_cast<double>(exact_.payment[k]) ||
                in_double_.interest[k] != static_cast<double>(exact_.interest[k]) ||
                in_double_.balance[k] != static_cast<double>(exact_.balance[k]))
                return true;
        return false;
    }

    std::vector<std::int64_t> principals_, rates_;
    std::vector<date> first_dates_;
    std::vector<date> dates_ = std::vector<date>(block * count_measured);
    level_scheduler warm_;
    level_rows rows_;
    level_table table_;
    rows_of<double> in_double_{480}, doubles_{block * count_measured};
    rows_of<std::int64_t> exact_{480};
    bool is_good_ = true;
    std::vector<contest> contests_;
};

std::size_t argument(int count, char** arguments, int which, std::size_t otherwise) {
    return count > which ? static_cast<std::size_t>(std::strtoull(arguments[which], nullptr, 10)) : otherwise;
}

}  // namespace

int main(int count, char** arguments) {
    if (count > 2 && arguments[1] == std::string("xirr"))
        return measure_rates(arguments[2], std::max<std::size_t>(1, argument(count, arguments, 3, 5))) ? 0
                                                                                                       : 1;
    bench all(argument(count, arguments, 1, 1'000'000));
    all.run(std::max<std::size_t>(1, argument(count, arguments, 2, 5)));
    all.print();
    bool const is_measured_right = all.check_measured();
    return all.check_random(argument(count, arguments, 3, 20'000)) && is_measured_right ? 0 : 1;
}
