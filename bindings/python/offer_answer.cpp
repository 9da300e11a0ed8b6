// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A pass over a table, and what is counted on the way.
#include "offer_answer.hpp"

#include <algorithm>

#include <tramo/check/program.hpp>

namespace tramo_python {
namespace {

constexpr std::int64_t rows_at_once = 1024;

class pass_source : public tramo::batch_source {
public:
    pass_source(offer_pass pass, offer_rows which) : pass_(std::move(pass)), which_(which) {}

    bool next(tramo::batch& into) override {
        if (!pass_.next()) return false;
        auto const& by = pass_.finder();
        if (which_ == offer_rows::offers) into = by.offer_table(pass_.found(), pass_.part());
        if (which_ == offer_rows::payments) into = by.payment_table(pass_.found(), pass_.part());
        if (which_ == offer_rows::refusals) into = by.refusal_table(pass_.found(), pass_.part());
        return true;
    }

private:
    offer_pass pass_;
    offer_rows which_;
};

using named_counts = std::map<std::pair<std::uint32_t, std::string>, std::int64_t>;

}  // namespace

bool offer_pass::next() {
    while (batch_ < data_->batches.size() && row_ >= data_->batches[batch_].rows) {
        if (!is_begun_ && data_->rows() == 0) break;
        ++batch_;
        row_ = 0;
    }
    if (batch_ == data_->batches.size()) return false;
    auto const& whole = data_->batches[batch_];
    auto const rows = std::min(rows_at_once, whole.rows - row_);
    part_ = tramo::rows_of(whole, row_, rows);
    found_ = finder_.add(part_);
    row_ += rows;
    is_begun_ = true;
    return true;
}

offer_pass offer_answer::start() const {
    return {std::move(tramo::find_offers(with_, options_).value), data_};
}

std::shared_ptr<tramo::batch_source> offer_answer::rows(offer_rows which) const {
    return std::make_shared<pass_source>(start(), which);
}

offer_pass offer_answer::at(std::int64_t row) const {
    auto one = std::make_shared<tramo::table>();
    for (auto const& part : data_->batches) {
        if (row < part.rows) {
            one->batches.push_back(tramo::rows_of(part, row, 1));
            break;
        }
        row -= part.rows;
    }
    offer_pass pass(std::move(tramo::find_offers(with_, options_).value), std::move(one));
    (void)pass.next();
    return pass;
}

offer_counts const& offer_answer::counts() const {
    std::call_once(is_counted_, [this] { counts_ = count(); });
    return counts_;
}

offer_counts offer_answer::count() const {
    offer_counts all;
    named_counts made, refused;
    auto const& program = with_.policy().program();
    auto pass = start();
    while (pass.next()) {
        auto const& found = pass.found();
        std::uint32_t last = UINT32_MAX;
        for (auto const& one : found.offers) {
            auto const& condition = program.conditions[one.condition];
            ++made[{one.condition, condition.alternatives[one.alternative].name}];
            all.with_offers += one.row != last ? 1 : 0;
            last = one.row;
        }
        for (auto const& one : found.refused) ++refused[{one.condition, pass.finder().reason(one)}];
        all.offers += static_cast<std::int64_t>(found.offers.size());
        all.refusals += static_cast<std::int64_t>(found.refused.size());
    }
    all.totals = pass.finder().totals();
    all.rows = all.totals.rows;
    all.set_apart = all.totals.rows_set_apart;
    auto const list = [&](named_counts const& from, auto& into) {
        for (auto const& [what, times] : from)
            into.emplace_back(program.conditions[what.first].name, what.second, times);
    };
    list(made, all.made);
    list(refused, all.refused);
    return all;
}

}  // namespace tramo_python
