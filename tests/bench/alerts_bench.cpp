// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Measures how fast alerts are replayed from facts, beside bare random accesses to a table of that size and
// the same machine written by hand. Prints JSON: millions of facts a second, medians of interleaved rounds.
// usage: alerts_bench [UNITS] [FACTS] [ROUNDS] [PART OF A NAME: measures only these]
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#if defined(__linux__)
#    include <sys/mman.h>
#endif

#include <tramo/alerts/replay.hpp>

#include "alerts_by_hand.hpp"
#include "kept_memory.hpp"

namespace {

using namespace tramo_bench;

/// A table in large pages where there are any, so that the bare accesses are as fast as they can be.
template <class Cell>
class table {
public:
    explicit table(std::size_t count) : bytes_((count * sizeof(Cell) + page - 1) / page * page) {
        cells_ = static_cast<Cell*>(std::aligned_alloc(page, bytes_));
#if defined(__linux__)
        madvise(cells_, bytes_, MADV_HUGEPAGE);
#endif
        clear();
    }
    ~table() {
        std::free(cells_);
    }
    table(table const&) = delete;
    table& operator=(table const&) = delete;
    void clear() {
        std::fill_n(reinterpret_cast<char*>(cells_), bytes_, char{});
    }
    Cell* data() {
        return cells_;
    }

private:
    static constexpr std::size_t page = std::size_t{1} << 21;
    std::size_t bytes_;
    Cell* cells_;
};

template <class Cell>
void touch(std::uint32_t const* unit, std::size_t count, Cell* cells, std::size_t ahead) {
    std::size_t i = 0;
    for (; ahead != 0 && i + ahead < count; ++i) {
        __builtin_prefetch(cells + unit[i + ahead], 1);
        ++cells[unit[i]];
    }
    for (; i < count; ++i) ++cells[unit[i]];
}

/// What a full replay has to read, and nothing else.
std::uint64_t read(columns const& facts) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < facts.unit.size(); ++i)
        sum += facts.unit[i] + static_cast<std::uint64_t>(facts.happened[i]) + facts.event[i] +
               static_cast<std::uint64_t>(facts.amount[i]);
    return sum;
}

/// One thing that is measured: what it does, and what must come of it.
struct contest {
    std::string name;
    std::function<void()> run;
    std::function<std::uint64_t()> sum = {};
    std::string same_as = {};
    std::vector<double> seconds = {};
    std::uint64_t result = 0;
};

class bench {
public:
    bench(std::size_t units, std::size_t facts, std::string selection)
        : selection_(std::move(selection)),
          mixed_(random_facts(units, facts)),
          grouped_(selection_.find("bare") == std::string::npos ? by_unit(mixed_) : columns(units, 0)),
          guarded_(facts),
          bytes_{table<std::uint8_t>(units), table<std::uint8_t>(units)},
          words_{table<std::uint64_t>(units), table<std::uint64_t>(units)},
          codes_(units) {
        add_floors();
        add_replays("one byte", [this](auto const& of, int threads) { replay_plainly(of, true, threads); });
        add_replays("value since and changes",
                    [this](auto const& of, int threads) { replay_plainly(of, false, threads); });
        add_replays("full", [this](auto const& of, int threads) { replay_fully(of, threads); });
        add_by_hand();
    }

    void run(std::size_t rounds) {
        for (std::size_t round = 0; round <= rounds;
             ++round)  // the first brings the memory: it does not count
            for (auto& one : contests_) {
                auto const begin = std::chrono::steady_clock::now();
                one.run();
                std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
                if (round != 0) one.seconds.push_back(took.count());
                if (one.sum && round == 0) one.result = one.sum();
                made_ = {};
                by_hand_ = {};
            }
    }

    [[nodiscard]] bool print() {
        std::cout << "{\"units\": " << mixed_.units << ", \"facts\": " << mixed_.unit.size()
                  << ", \"changes\": " << changes_ << ", \"bytes_of_a_fact\": 17"
                  << ", \"millions_of_facts_per_second\": {";
        auto const* between = "";
        auto agree = true;
        for (auto& one : contests_) {
            std::sort(one.seconds.begin(), one.seconds.end());
            auto const median = one.seconds[one.seconds.size() / 2];
            std::cout << between << "\n  \"" << one.name
                      << "\": " << static_cast<double>(mixed_.unit.size()) / median / 1e6;
            between = ",";
            for (auto const& other : contests_)
                if (other.name == one.same_as && other.result != one.result) agree = false;
        }
        std::cout << "},\n \"all_agree\": " << (agree ? "true" : "false") << "}\n";
        return agree;
    }

private:
    void add(contest one) {
        if (one.name.find(selection_) != std::string::npos) contests_.push_back(std::move(one));
    }

    void add_floors() {
        add({"read the facts", [this] { kept_ = kept_ + read(mixed_); }});
        add_bare("bare 1 byte", bytes_);
        add_bare("bare 8 bytes", words_);
    }

    template <class Cell>
    void add_bare(std::string const& name, std::array<table<Cell>, 2>& tables) {
        auto const* const unit = mixed_.unit.data();
        auto const count = mixed_.unit.size();
        add({name, [=, &tables] { touch(unit, count, tables[0].data(), 0); }});
        add({name + ", prefetched", [=, &tables] { touch(unit, count, tables[0].data(), 64); }});
        // Each thread has half of the accesses and a whole table: what the memory gives to two.
        add({name + ", 2 threads", [=, &tables] {
                 std::thread second(
                     [=, &tables] { touch(unit + count / 2, count - count / 2, tables[1].data(), 0); });
                 touch(unit, count / 2, tables[0].data(), 0);
                 second.join();
             }});
    }

    void replay_plainly(columns const& of, bool states_only, int threads) {
        replay(plain_machine(), of.facts(of.signal.data()), states_only, threads);
    }

    /// The guards are among what is measured.
    void replay_fully(columns const& of, int threads) {
        auto* const to = guarded_.data();
        auto const* const event = of.event.data();
        auto const* const amount = of.amount.data();
        for (std::size_t i = 0; i < of.unit.size(); ++i)
            to[i] = event[i] == paid && amount[i] >= enough ? paid_enough : event[i];
        replay(full_machine(), of.facts(to), false, threads);
    }

    void replay(alerts::machine const& what, alerts::facts const& facts, bool states_only, int threads) {
        alerts::replay_options options;
        options.states_only = states_only;
        options.threads = threads;
        alerts::ordered_facts const ordered(facts, threads);
        made_ = alerts::replay(what, 0, all_signals(), ordered, nullptr, nullptr, options);
    }

    void add_replays(std::string const& name, std::function<void(columns const&, int)> const& replay_with) {
        for (int const threads : {1, 2})
            for (auto const* facts : {&mixed_, &grouped_})
                add({name + (facts == &mixed_ ? ", random order" : ", in order of units") +
                         (threads == 2 ? ", 2 threads" : ""),
                     [=] { replay_with(*facts, threads); },
                     [this] {
                         changes_ = std::max(changes_, made_.changes.size());
                         return sum_of([this](auto i) { return made_.value(i); }) + made_.changes.size();
                     },
                     name + ", random order"});
    }

    void add_by_hand() {
        add({"by hand, one byte, random order",
             [this] {
                 codes_.clear();
                 auto* const codes = codes_.data();
                 for (std::size_t i = 0; i < mixed_.unit.size(); ++i) {
                     auto& of = codes[mixed_.unit[i]];
                     of = heard_plainly(of, mixed_.event[i]);
                 }
             },
             [this] { return sum_of([this](auto i) { return codes_.data()[i]; }); },
             "one byte, random order"});
        for (auto const* facts : {&mixed_, &grouped_})
            add({facts == &mixed_ ? "by hand, full, random order" : "by hand, full, in order of units",
                 [=, this] { by_hand_.replay(*facts); },
                 [this] {
                     return sum_of([this](auto i) { return by_hand_.states[i].value; }) +
                            by_hand_.changes.size();
                 },
                 "full, random order"});
    }

    [[nodiscard]] std::uint64_t sum_of(std::function<state_number(std::size_t)> const& value) const {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < mixed_.units; ++i) sum = sum * 31 + value(i);
        return sum;
    }

    std::string selection_;
    columns mixed_;
    columns grouped_;
    std::vector<std::uint16_t> guarded_;
    std::array<table<std::uint8_t>, 2> bytes_;
    std::array<table<std::uint64_t>, 2> words_;
    table<state_number> codes_;
    alerts::replayed made_;
    hand_written by_hand_;
    std::size_t changes_ = 0;
    std::uint64_t volatile kept_ = 0;
    std::vector<contest> contests_;
};

std::size_t argument(int count, char** arguments, int which, std::size_t otherwise) {
    return count > which ? static_cast<std::size_t>(std::strtoull(arguments[which], nullptr, 10)) : otherwise;
}

}  // namespace

int main(int count, char** arguments) {
    bench all(argument(count, arguments, 1, 10'000'000), argument(count, arguments, 2, 50'000'000),
              count > 4 ? arguments[4] : "");
    all.run(std::max<std::size_t>(1, argument(count, arguments, 3, 5)));
    return all.print() ? 0 : 1;
}
