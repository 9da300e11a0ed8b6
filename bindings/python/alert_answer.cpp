// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is asked of alerts about one account; nothing here touches Python.
#include "alert_answer.hpp"

#include <algorithm>
#include <utility>

#include "evaluation.hpp"

namespace tramo_python {

std::optional<std::string> text_at_row(tramo::batch const& data, std::string_view column, std::int64_t row) {
    auto const* const found = find_column(data, column);
    if (!found || !tramo::is_valid(*found, row)) return std::nullopt;
    return key_text(*found, row);
}

alert_answer::alert_answer(tramo::alert_verdicts found, std::shared_ptr<tramo::table const> feed,
                           std::int64_t kept_rows, std::vector<std::string> bad_lines)
    : found_(std::move(found)),
      feed_(std::move(feed)),
      kept_rows_(kept_rows),
      bad_lines_(static_cast<std::int64_t>(bad_lines.size())) {
    for (auto error : found_.log().errors) {
        bool const is_kept = error.row < kept_rows;
        if (is_kept && error.reason == tramo::fault_reason::arithmetic) continue;  // told before
        if (is_kept)
            error.field = "event." + error.field;  // the row and column of the snapshot's own table
        else
            error.row -= kept_rows;
        errors_.push_back(std::move(error));
    }
    for (auto& line : bad_lines) {
        tramo::data_error error;
        error.row = found_.log().rows_read - kept_rows + static_cast<std::int64_t>(&line - bad_lines.data());
        error.value = std::move(line);
        error.reason = tramo::fault_reason::wrong_cells;
        errors_.push_back(std::move(error));
    }
    std::stable_partition(errors_.begin(), errors_.end(),
                          [](auto const& error) { return !error.field.starts_with("event."); });
}

std::vector<tramo::alert_change> const& alert_answer::changes() const {
    std::call_once(are_changes_made_, [&] { changes_ = found_.changes(); });
    return changes_;
}

std::shared_ptr<portfolio const> alert_answer::transitions() const {
    std::call_once(are_transitions_made_, [&] {
        transitions_ = std::make_shared<portfolio>();
        transitions_->data.batches.push_back(found_.transitions());
    });
    return transitions_;
}

std::vector<std::size_t> alert_answer::changes_of(std::size_t alert, std::uint32_t account) const {
    auto const is_before = [&](tramo::alert_change const& one, int) {
        return one.alert != alert ? one.alert < alert : one.account < account;
    };
    auto const& all = changes();
    std::vector<std::size_t> places;
    for (auto at = std::lower_bound(all.begin(), all.end(), 0, is_before);
         at != all.end() && at->alert == alert && at->account == account; ++at)
        places.push_back(static_cast<std::size_t>(at - all.begin()));
    return places;
}

std::uint32_t alert_answer::child_unit(std::size_t collection, std::uint32_t account,
                                       std::string const& child) const {
    return found_.children(collection).find(std::to_string(account) + '\x1F' + child);
}

std::vector<std::string> alert_answer::children_of(std::size_t collection, std::uint32_t account) const {
    std::vector<std::string> keys;
    auto const& accounts = found_.account_of_child(collection);
    for (std::uint32_t child = 0; child < accounts.size(); ++child) {
        if (accounts[child] != account) continue;
        auto const key = found_.children(collection).key(child);
        keys.push_back(key.substr(key.find('\x1F') + 1));
    }
    return keys;
}

}  // namespace tramo_python
