// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is counted beside the reports, and a report as a table; nothing here touches Python.
#include "best_answer.hpp"

#include <utility>

#include <tramo/impl/run/made_columns.ipp>

namespace tramo_python {
namespace {

using tramo::layout;
using tramo::actions::report_row;

/// A column of numbers, one for each row of a report.
template <class T, class Of>
void add(tramo::running::batch_maker& made, char const* name, layout physical, report_answer const& of,
         Of value) {
    std::vector<T> values;
    values.reserve(of.report.rows.size());
    for (auto const& row : of.report.rows) values.push_back(static_cast<T>(value(row)));
    made.add(name, physical, std::move(values));
}

template <class Of>
void add_decimals(tramo::running::batch_maker& made, char const* name, int scale, report_answer const& of,
                  Of value) {
    std::vector<tramo::int128> values;
    values.reserve(of.report.rows.size());
    for (auto const& row : of.report.rows) values.push_back(value(row));
    made.add(name, layout::decimal128, std::move(values)).scale = scale;
}

std::string path_text(report_row const& row) {
    std::string text;
    for (auto const& label : row.path) text += (text.empty() ? "" : " / ") + label;
    return text;
}

void add_names(tramo::running::batch_maker& made, report_answer const& of) {
    std::vector<std::string> paths, kinds;
    std::vector<std::int32_t> ranks;
    std::vector<bool> has_rank;
    std::vector<std::uint8_t> contacts((of.report.rows.size() + 7) / 8);
    for (auto const& row : of.report.rows) {
        auto const place = paths.size();
        paths.push_back(path_text(row));
        kinds.emplace_back(name_of(row.what));
        ranks.push_back(row.rank);
        has_rank.push_back(row.rank > 0);
        if (row.is_contact)
            contacts[place / 8] = static_cast<std::uint8_t>(contacts[place / 8] | 1U << (place % 8));
    }
    made.add_texts("path", paths);
    add<std::int32_t>(made, "depth", layout::int32, of, [](report_row const& row) { return row.depth; });
    made.add_texts("kind", kinds);
    made.add("rank", layout::int32, std::move(ranks), has_rank);
    made.add("contact", layout::boolean, std::move(contacts));
}

}  // namespace

char const* name_of(tramo::actions::row_kind what) {
    static constexpr char const* names[] = {"node", "unspecified", "other", "no_action"};
    return names[static_cast<std::size_t>(what)];
}

tramo::decimal with_cents(tramo::decimal const& number) {
    return rescale_exactly(number, 2).value_or(number);
}

best_answer::best_answer(tramo::best_actions found, std::vector<std::string> bad_lines,
                         std::vector<std::string> bad_case_lines, std::int64_t case_rows)
    : found_(std::move(found)),
      bad_lines_(static_cast<std::int64_t>(bad_lines.size())),
      actions_apart_{found_.standings().left_out.set_apart + found_.standings().left_out.without_case,
                     found_.errors(), found_.errors_not_listed()},
      cases_apart_{found_.cases_set_apart(), found_.case_errors(), found_.case_errors_not_listed()} {
    actions_apart_.add_lines(std::move(bad_lines), found_.rows());
    cases_apart_.add_lines(std::move(bad_case_lines), case_rows);
}

std::int64_t best_answer::counted() const {
    std::int64_t sum = 0;
    auto const& of_kind = found_.standings().of_kind;
    for (std::size_t group = 0; group < found_.groups().size() && group < of_kind.size(); ++group)
        for (auto const rows : of_kind[group]) sum += rows;
    return sum;
}

activity_counts best_answer::activity() const {
    activity_counts made;
    auto const& from = found_.standings();
    for (std::size_t i = 0; i < from.attempts.size(); ++i) {
        if (i < from.groups.size() && from.groups[i] >= tramo::actions::apart_group) continue;
        ++made.cases;
        made.attempted += from.attempts[i] > 0 ? 1 : 0;
        made.attempts += from.attempts[i];
        if (i >= from.details.size()) continue;
        made.contacted += from.details[i].contacts_window > 0 ? 1 : 0;
        made.contacts += from.details[i].contacts_window;
    }
    auto const& kinds = found_.palettes().kinds;
    for (auto const& group : from.of_kind)
        for (std::size_t kind = 0; kind < kinds.size() && kind < group.size(); ++kind) {
            made.right_party_contacts += kinds[kind].is_right_party ? group[kind] : 0;
            made.promises += kinds[kind].opens_promise ? group[kind] : 0;
        }
    return made;
}

tramo::batch report_table(report_answer const& of) {
    using row = report_row;
    tramo::running::batch_maker made(static_cast<std::int64_t>(of.report.rows.size()));
    add_names(made, of);
    add<std::int64_t>(made, "actions", layout::int64, of, [](row const& one) { return one.actions; });
    add<std::int64_t>(made, "cases", layout::int64, of, [](row const& one) { return one.cases; });
    add_decimals(made, "ratio", 2, of, [](row const& one) { return with_cents(one.ratio).coefficient; });
    add_decimals(made, "percent", 2, of, [](row const& one) { return with_cents(one.percent).coefficient; });
    add<std::int64_t>(made, "actions_on_cases", layout::int64, of,
                      [](row const& one) { return one.actions_on_cases; });
    add_decimals(made, "ratio_on_cases", 2, of,
                 [](row const& one) { return with_cents(one.ratio_on_cases).coefficient; });
    add<std::int64_t>(made, "contacted", layout::int64, of, [](row const& one) { return one.contacted; });
    if (of.scale >= 0) {
        add_decimals(made, "amount", of.scale, of, [](row const& one) { return one.amount; });
        add_decimals(made, "amount_percent", 2, of,
                     [](row const& one) { return with_cents(one.amount_percent).coefficient; });
    }
    return made.finish();
}

}  // namespace tramo_python
