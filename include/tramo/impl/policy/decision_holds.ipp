// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The intervals of holds, from accounts, their children and their events; and the days that they stop.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <tramo/impl/policy/decision_events.ipp>
#include <tramo/impl/policy/decision_texts.ipp>
#include <tramo/treatment/hold.hpp>

namespace tramo::deciding {

[[nodiscard]] inline date day_of_micros(std::int64_t micros) {
    return day_of(timestamp{micros});
}

/// Reads the cells of one child field of a collection, item by item.
class child_cells {
public:
    child_cells(field const& as, column const* data, std::string_view zone) : as_(as) {
        if (data == nullptr) return;
        as_.is_optional = true;
        if (!column_reader::check(as_, *data, zone).empty()) return;
        data_ = data;
        reader_.emplace(as_, *data_, zone);
    }
    child_cells(child_cells const&) = delete;
    child_cells& operator=(child_cells const&) = delete;

    [[nodiscard]] std::optional<date> day(std::int64_t item) {
        if (!reader_) return {};
        reader_->read(item, 1, read_);
        if ((read_.known[0] & 1) == 0) return {};
        return date{static_cast<std::int32_t>(read_.narrow[0])};
    }
    [[nodiscard]] std::string text(std::int64_t item) const {
        return data_ == nullptr ? std::string()
                                : std::string(reading::trim(running::text_of_cell(*data_, item)));
    }

private:
    field as_;
    column const* data_ = nullptr;
    std::optional<column_reader> reader_;
    block read_;
};

[[nodiscard]] inline bool freezes(decisions::model const& of, decided_hold const& one, frozen what) {
    return (of.treatment().holds[one.hold].freezes & static_cast<std::uint8_t>(what)) != 0;
}

class hold_finder {
public:
    hold_finder(decisions::model& into, hold_plan const& planned, tramo::verdicts const& answered)
        : model_(into), planned_(planned), answered_(answered), texts_(into, all_rows(into)) {}

    /// `bounds`: of holds that events begin and end.
    void find(std::vector<hold_bound> bounds) {
        for (std::size_t i = 0; i < model_.treatment().holds.size(); ++i) {
            auto const& hold = model_.treatment().holds[i];
            if (hold.starts) continue;
            if (hold.collection != no_index)
                find_of_children(i);
            else
                find_of_accounts(i);
        }
        find_of_events(std::move(bounds));
        auto [holds, starts] = grouped(std::move(model_.holds), model_.rows());
        for (std::size_t row = 0; row < model_.rows(); ++row)
            std::stable_sort(holds.begin() + static_cast<std::ptrdiff_t>(starts[row]),
                             holds.begin() + static_cast<std::ptrdiff_t>(starts[row + 1]),
                             [](auto const& a, auto const& b) {
                                 return std::pair(a.hold, a.when.from) < std::pair(b.hold, b.when.from);
                             });
        model_.holds = std::move(holds);
        model_.hold_starts = std::move(starts);
    }

    void count_days() {
        if (!model_.treatment().arrears) return;
        model_.days.resize(model_.rows());
        std::vector<treatment::interval> pauses;
        for (std::uint32_t row = 0; row < model_.rows(); ++row) {
            pauses.clear();
            for (auto i = model_.hold_starts[row]; i < model_.hold_starts[row + 1]; ++i)
                if (auto const& one = model_.holds[i];
                    one.refused.empty() && freezes(model_, one, frozen::days))
                    pauses.push_back(one.when);
            auto const* const due = answers(row).number(planned_.due);
            model_.days[row] =
                treatment::count_days(due == nullptr ? std::nullopt : std::optional(day_of_number(*due)),
                                      model_.as_of(), model_.treatment().arrears->grace, pauses);
        }
    }

private:
    [[nodiscard]] detail::row_answers answers(std::uint32_t row) const {
        return model_.answers_in(answered_, row);
    }
    [[nodiscard]] static date day_of_number(decimal const& number) {
        return {
            static_cast<std::int32_t>(rescale(number, 0, rounding::floor).value_or(decimal()).coefficient)};
    }
    /// Whether the hold is for the account at all.
    [[nodiscard]] bool concerns(std::size_t hold, std::uint32_t row) const {
        auto const condition = planned_.holds[hold].condition;
        return condition == no_index || answers(row).is_true(condition);
    }

    /// Of the account, or written out; a child's own fields are not asked for here.
    [[nodiscard]] std::string text_of(text_place const& place, std::uint32_t row) {
        if (place.what != text_place::form::table) return std::string(texts_.at(place, row));
        auto const found = first_true(planned_.tables[place.table], answers(row));
        return std::string(text_in(model_.treatment(), place, found));
    }

    void remark(std::uint32_t row, std::string const& hold, std::string what) {
        model_.remarks.push_back(
            {row, model_.keys[row], "hold." + hold, std::move(what), fault_reason::missing, {}});
    }

    /// `until` names the last day, `before` the one behind it.
    [[nodiscard]] static std::optional<date> end_of(hold_definition const& hold, std::optional<date> bound) {
        if (!bound) return {};
        return date{bound->days + (hold.is_end_included ? 1 : 0)};
    }

    void find_of_accounts(std::size_t index) {
        auto const& hold = model_.treatment().holds[index];
        auto const& planned = planned_.holds[index];
        for (std::uint32_t row = 0; row < model_.rows(); ++row) {
            auto const of_row = answers(row);
            if (of_row.is_set_apart() || !concerns(index, row)) continue;
            treatment::interval when{model_.as_of(), {}};
            auto const* const from = planned.from == no_index ? nullptr : of_row.number(planned.from);
            auto const* const end = planned.end == no_index ? nullptr : of_row.number(planned.end);
            if (planned.from != no_index && from == nullptr) {
                if (end != nullptr) remark(row, hold.name, "ends, and when it begins is missing");
                continue;
            }
            if (from != nullptr) when.from = day_of_number(*from);
            if (end != nullptr) when.end = end_of(hold, day_of_number(*end));
            if (planned.from == no_index && end != nullptr && *when.end <= when.from) continue;
            keep({row,
                  static_cast<std::uint16_t>(index),
                  when,
                  text_of(hold.reason, row),
                  text_of(hold.owner, row),
                  {}});
        }
    }

    void find_of_children(std::size_t index) {
        auto const& hold = model_.treatment().holds[index];
        auto const& fields = model_.program().fields.collections[hold.collection].fields;
        std::uint32_t row = 0;
        for (auto const& part : model_.accounts.batches) {
            auto const* const list =
                find_column(part, model_.program().fields.collections[hold.collection].name);
            bool const is_list = list != nullptr && !list->children.empty() &&
                                 (list->physical == layout::list || list->physical == layout::large_list);
            if (is_list) read_children(index, *list, fields, row, part.rows);
            row += static_cast<std::uint32_t>(part.rows);
        }
    }

    void read_children(std::size_t index, column const& list, std::vector<field> const& fields,
                       std::uint32_t first_row, std::int64_t rows) {
        auto const& hold = model_.treatment().holds[index];
        auto const& records = list.children[0];
        auto const column_named = [&](std::size_t which) -> column const* {
            for (auto const& one : records.children)
                if (which != no_index && one.name == fields[which].name) return &one;
            return nullptr;
        };
        auto const cells = [&](std::size_t which) {
            return std::make_unique<child_cells>(which == no_index ? field{} : fields[which],
                                                 column_named(which), model_.program().zone);
        };
        auto const field_of = [](text_place const& place) {
            return place.what == text_place::form::field ? place.field : no_index;
        };
        auto const from = cells(hold.from_field), end = cells(hold.end_field);
        auto const reason = cells(field_of(hold.reason)), owner = cells(field_of(hold.owner));
        auto const text = [&](text_place const& place, child_cells const& of, std::uint32_t row,
                              std::int64_t item) {
            return place.what == text_place::form::field ? of.text(item) : text_of(place, row);
        };
        for (std::int64_t i = 0; i < rows; ++i) {
            auto const row = first_row + static_cast<std::uint32_t>(i);
            if (!is_valid(list, i) || answers(row).is_set_apart() || !concerns(index, row)) continue;
            auto const range = items_at(list, i);
            for (auto item = range.begin; item < range.end; ++item) {
                auto const begin = from->day(item);
                if (!begin && end->day(item))
                    remark(row, hold.name,
                           "record " + std::to_string(item - range.begin) +
                               ": ends, and when it begins is missing");
                if (!begin) continue;
                keep({row,
                      static_cast<std::uint16_t>(index),
                      {*begin, end_of(hold, end->day(item))},
                      text(hold.reason, *reason, row, item),
                      text(hold.owner, *owner, row, item),
                      {}});
            }
        }
    }

    /// An event that begins a hold which is on already changes nothing, nor does an end of what is not. On
    /// the day of the end it is on no more.
    void find_of_events(std::vector<hold_bound> bounds) {
        std::stable_sort(bounds.begin(), bounds.end(), [](auto const& a, auto const& b) {
            return std::tuple(a.row, a.hold, a.at, a.is_end) < std::tuple(b.row, b.hold, b.at, b.is_end);
        });
        std::optional<decided_hold> open;
        auto const close = [&](std::optional<date> end) {
            if (!open) return;
            open->when.end = end;
            if (!end || open->when.from < *end) keep(std::move(*open));
            open.reset();
        };
        hold_bound const* before = nullptr;
        for (auto const& one : bounds) {
            if (before != nullptr && (before->row != one.row || before->hold != one.hold)) close({});
            before = &one;
            auto const day = day_of_micros(one.at);
            if (one.is_end)
                close(day);
            else if (!open && !answers(one.row).is_set_apart() && concerns(one.hold, one.row)) {
                auto const& hold = model_.treatment().holds[one.hold];
                open = decided_hold{
                    one.row, one.hold, {day, {}}, text_of(hold.reason, one.row), text_of(hold.owner, one.row),
                    {}};
            }
        }
        close({});
    }

    /// A hold that is wrong, or lacks what it needs, is kept to be told of and does not count.
    void keep(decided_hold one) {
        auto const& hold = model_.treatment().holds[one.hold];
        one.refused = treatment::problem_of(one.when);
        if (one.refused.empty() && hold.needs_reason && one.reason.empty()) one.refused = "has no reason";
        if (one.refused.empty() && hold.needs_owner && one.owner.empty()) one.refused = "has no owner";
        if (one.refused.empty() && hold.needs_end && !one.when.end) one.refused = "has no end";
        model_.holds.push_back(std::move(one));
    }

    decisions::model& model_;
    hold_plan const& planned_;
    tramo::verdicts const& answered_;
    account_texts texts_;
};

/// The holds in force on the day asked for that freeze something: bits of the policy's holds.
[[nodiscard]] inline std::uint64_t holds_in_force(decisions::model const& of, std::uint32_t row,
                                                  frozen what) {
    std::uint64_t bits = 0;
    for_rows(of.holds, of.hold_starts, {row, row + 1}, [&](decided_hold const& one) {
        if (freezes(of, one, what) && is_in_force(one, of.as_of())) bits |= std::uint64_t{1} << one.hold;
    });
    return bits;
}

}  // namespace tramo::deciding
