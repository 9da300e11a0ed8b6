// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How the feed of actions is read: its columns, and the window within which the best action is looked for.
#pragma once

#include <tramo/impl/check/offer_constants.ipp>

namespace tramo::checking {

/// A field of the account by its name, for places that take nothing else; none, with a diagnostic, where
/// there is no such.
[[nodiscard]] TRAMO_INLINE std::optional<std::size_t> field_named(ast::name const& named, kind due,
                                                                  std::string const& what, workspace& work) {
    auto const* const found = work.symbols.find(named.text);
    auto const type_word = work.word(due == kind::date ? keyword::date : keyword::text);
    auto const declared =
        work.word(keyword::field) + " " + quote_name(named.text, work.lang()) + " : " + type_word;
    if (found == nullptr) {
        if (work.broken.contains(named.text)) return {};
        auto help = work.near(named.text, work.symbols);
        if (help.empty()) help = {"declare it: " + declared};
        work.report(problem("T3001", "unknown name " + backquoted(named.text), named.at, "not declared",
                            std::move(help)));
        return {};
    }
    if (found->is_broken) return {};
    bool const is_field = found->kind == symbol_kind::field;
    auto const type = is_field ? work.program.fields.fields[found->index].type : data_type();
    if (is_field && type.kind == due) return found->index;
    auto refused = problem("T2043", what, named.at, is_field ? describe(type) : "not a field of the account",
                           {is_field ? "declare it so: " + declared + "; or name another field"
                                     : "name one: " + work.word(keyword::field) + " … : " + type_word});
    refused.labels.push_back({found->at, "declared here"});
    work.report(std::move(refused));
    return {};
}

class action_feed_checker {
public:
    explicit action_feed_checker(workspace& work) : work_(work) {}

    /// `actions { … }`, once.
    void add(ast::actions_declaration const& written) {
        if (at_) {
            auto twice = problem("T1019", "the feed of actions is described twice", written.at, "again here",
                                 {"put all of it into one block"});
            twice.labels.push_back({*at_, "first described here"});
            return work_.report(std::move(twice));
        }
        at_ = written.at;
        for (auto const& member : written.members) std::visit([this](auto const& one) { add(one); }, member);
    }

    /// The account stands in the column named like the key, where the block does not say otherwise.
    void finish(bool has_palettes) {
        auto& program = work_.program;
        if (program.actions.account.empty())
            program.actions.account =
                program.key ? program.fields.fields[*program.key].name : std::string("account");
        if (!at_ || has_palettes || !work_.broken.empty()) return;
        work_.report(problem(
            "T4045", "no palette says what these actions mean", *at_, "read by nothing",
            {"declare one: " + work_.word(keyword::palette) + " calls { " + work_.word(keyword::action) +
             " promise " + work_.word(keyword::rank) + " 1 }, or take the block out"},
            severity::warning));
    }

private:
    void add(ast::action_column const& written) {
        auto& columns = work_.program.actions;
        if (written.columns.empty()) return;
        if (written.role == keyword::code) return add_codes(written);
        auto& column = written.role == keyword::account    ? columns.account
                       : written.role == keyword::happened ? columns.happened
                       : written.role == keyword::id       ? columns.id
                                                           : columns.agent;
        column = written.columns.front().text;
    }

    void add_codes(ast::action_column const& written) {
        auto& codes = work_.program.actions.code;
        codes.clear();
        for (std::size_t i = 0; i < written.columns.size(); ++i) {
            auto const& one = written.columns[i];
            auto const first = std::find(codes.begin(), codes.end(), one.text);
            if (first != codes.end()) {
                auto twice = problem("T1019", "two levels are read from " + backquoted(one.text), one.at,
                                     "again here", {"each level of the palette has a column of its own"});
                auto const index = static_cast<std::size_t>(first - codes.begin());
                twice.labels.push_back({written.columns[index].at, "first said here"});
                return work_.report(std::move(twice));
            }
            codes.push_back(one.text);
        }
    }

    void add(ast::window_member const& written) {
        auto& window = work_.program.window;
        window.at = written.at;
        if (written.what == keyword::month) {
            window.what = action_window::kind_t::month;
        } else if (written.what == keyword::days) {
            window.what = action_window::kind_t::rolling;
            window.days = written.length ? length_of(*written.length) : 1;
        } else if (auto const field =
                       field_named(written.field, kind::date,
                                   "a " + work_.word(keyword::window) + " begins on a day", work_)) {
            window.what = action_window::kind_t::since_field;
            window.field = *field;
        }
    }

    /// In days; 1 where a mistake was reported.
    [[nodiscard]] std::int64_t length_of(ast::expression const& written) {
        auto const days = work_.word(keyword::window) + " 30 " + work_.word(keyword::days);
        bool const is_length = written.kind == ast::node::duration;
        if (!is_length || (written.word != keyword::days && written.word != keyword::weeks)) {
            work_.report(
                problem("T2043", "a window is counted in days or weeks", written.at,
                        is_length ? "these differ in length" : "how long?",
                        {"write: " + days, "or, for the calendar month: " + work_.word(keyword::window) +
                                               " " + work_.word(keyword::month)}));
            return 1;
        }
        auto const read = literal_reader(work_).read(written);
        if (is_invalid(read)) return 1;
        auto const length = std::get<decimal>(read.literal).coefficient;
        if (length >= 1 && length <= most_offer_days) return static_cast<std::int64_t>(length);
        work_.report(problem("T2044", "a window is from one day to a hundred years long", written.at,
                             length < 1 ? "no day" : "too long", {"write: " + days}));
        return 1;
    }

    workspace& work_;
    std::optional<span> at_;
};

}  // namespace tramo::checking
