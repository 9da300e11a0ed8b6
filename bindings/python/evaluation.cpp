// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables to verdicts, one after another; nothing here touches Python.
#include "evaluation.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include <tramo/impl/run/cells.ipp>

namespace tramo_python {
namespace {

std::string own_key(tramo::policy const& policy) {
    auto const key = policy.key();
    return key ? policy.fields().fields[*key].name : std::string();
}

bool has_errors(std::vector<tramo::diagnostic> const& found) {
    return std::any_of(found.begin(), found.end(),
                       [](auto const& one) { return one.severity == tramo::severity::error; });
}

/// As many as the engine lists.
constexpr std::size_t most_names = 1'000'000;

}  // namespace

std::string key_text(tramo::column const& key, std::int64_t row) {
    if (!is_valid(key, row)) return {};
    if (tramo::reading::is_text_layout(key.physical)) return std::string(text_at(key, row));
    if (key.physical != tramo::layout::dictionary || !key.dictionary) return tramo::cell_text(key, row);
    auto const code = tramo::reading::integer_at(key.code_layout, key.values, key.offset + row);
    if (code < 0 || code >= key.dictionary->length) return {};
    return key_text(*key.dictionary, static_cast<std::int64_t>(code));
}

evaluation::evaluation(tramo::prepared_policy with, tramo::evaluation_options options,
                       std::optional<std::size_t> amount, std::string key)
    : with_(std::move(with)),
      runner_(with_.policy().program(), with_.plan(), options, amount),
      amount_(amount),
      key_(key.empty() ? own_key(with_.policy()) : std::move(key)),
      is_own_key_(key_ == own_key(with_.policy())) {}

std::vector<tramo::diagnostic> evaluation::check(tramo::batch const& data, bool is_first) const {
    auto found = runner_.check(data);
    if (!is_own_key_ && !find_column(data, key_))
        found.push_back({"T5004",
                         tramo::severity::error,
                         "the column `" + key_ + "` is missing, and rows were to be called by it",
                         {},
                         {}});
    if (!is_first && !has_errors(found)) found.clear();
    return found;
}

std::vector<tramo::diagnostic> evaluation::add(tramo::table const& data, bool keep) {
    std::vector<tramo::diagnostic> all;
    for (auto const& batch : data.batches) {
        auto found = check(batch, !has_warned_);
        has_warned_ = true;
        all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
        if (has_errors(all)) return all;
        auto verdicts = runner_.add(batch);
        rows_ += batch.rows;
        if (!is_own_key_) remember_keys(batch, verdicts);
        if (!keep) continue;
        kept_.push_back(std::move(verdicts));
        data_->batches.push_back(batch);
    }
    return all;
}

void evaluation::set_apart(std::string key, std::string line) {
    tramo::data_error what;
    if (!is_own_key_) names_.emplace(rows_, key);
    what.key = std::move(key);
    what.value = std::move(line);
    what.reason = tramo::fault_reason::wrong_cells;
    runner_.set_apart(std::move(what));
    ++rows_;
}

void evaluation::remember_keys(tramo::batch const& data, tramo::batch_verdicts const& found) {
    auto const& key = *find_column(data, key_);
    for (std::size_t word = 0; word < found.set_apart.size(); ++word)
        for (auto bits = found.set_apart[word]; bits != 0; bits &= bits - 1) {
            auto const row = static_cast<std::int64_t>(word) * 64 + std::countr_zero(bits);
            if (names_.size() < most_names) names_.emplace(found.first_row + row, key_text(key, row));
        }
}

tramo::verdicts evaluation::totals() const {
    auto all = runner_.totals();
    name_expressions(all.errors, with_.policy());
    if (is_own_key_) return all;
    for (auto& error : all.errors) {
        auto const found = names_.find(error.row);
        error.key = found == names_.end() ? std::string() : found->second;
    }
    return all;
}

std::shared_ptr<outcome> evaluation::hand_over(tramo::verdicts all) {
    all.batches = std::exchange(kept_, {});
    taken_ = rows_;
    auto made = std::make_shared<outcome>();
    made->with = with_;
    made->all = std::make_shared<tramo::verdicts const>(std::move(all));
    made->data = std::exchange(data_, std::make_shared<tramo::table>());
    made->key = key_;
    if (amount_) made->amount_scale = with_.policy().fields().fields[*amount_].type.scale;
    return made;
}

std::shared_ptr<outcome> evaluation::take() {
    tramo::verdicts part;
    bool const has_faults = std::any_of(kept_.begin(), kept_.end(), [](auto const& one) {
        return std::any_of(one.set_apart.begin(), one.set_apart.end(), [](auto word) { return word != 0; });
    });
    if (has_faults) {
        auto all = totals();
        auto const first =
            std::lower_bound(all.errors.begin(), all.errors.end(), taken_,
                             [](auto const& error, std::int64_t row) { return error.row < row; });
        part.errors.assign(std::make_move_iterator(first), std::make_move_iterator(all.errors.end()));
    }
    for (auto const& one : kept_) part.rows += one.rows;
    return hand_over(std::move(part));
}

std::shared_ptr<outcome> evaluation::finish() {
    return hand_over(totals());
}

}  // namespace tramo_python
