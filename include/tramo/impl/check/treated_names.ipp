// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What conditions ask of an account's treatment: `hold.dispute`, `arrears.past_due`, `promises.open`.
#pragma once

#include <tramo/impl/check/activity_names.ipp>

namespace tramo::checking {

/// The word among these that is spelled so in that language; none where it is none of them.
[[nodiscard]] TRAMO_INLINE std::optional<keyword> word_among(std::string_view word, language in,
                                                             std::vector<keyword> const& known) {
    auto const asked = fold(std::string(word));
    for (auto const one : known)
        for (auto const spelled : spellings(one, in))
            if (fold(std::string(spelled)) == asked) return one;
    return {};
}

/// The words that may stand behind `arrears.` and `promises.`, in the order of their fields.
[[nodiscard]] TRAMO_INLINE std::vector<keyword> const& treated_parts(keyword owner) {
    static std::vector<keyword> const of_arrears = {keyword::past_due, keyword::delinquent, keyword::paused};
    static std::vector<keyword> const of_promises = {keyword::open,   keyword::kept,     keyword::partly_kept,
                                                     keyword::broken, keyword::reversed, keyword::due,
                                                     keyword::amount};
    static std::vector<keyword> const none;
    return owner == keyword::arrears ? of_arrears : owner == keyword::promises ? of_promises : none;
}

/// `arrears.past_due`, in the policy's language.
[[nodiscard]] TRAMO_INLINE std::string treated_name(keyword owner, keyword part, workspace const& work) {
    return work.word(owner) + "." + work.word(part);
}

[[nodiscard]] TRAMO_INLINE std::string hold_name(std::string const& name, workspace const& work) {
    return work.word(keyword::hold) + "." + quote_name(name, work.lang());
}

/// What was written, in the policy's language, without its back-quotes.
[[nodiscard]] TRAMO_INLINE std::string treated_name(ast::expression const& written, workspace const& work) {
    if (written.kind == ast::node::hold) return hold_name(written.member, work);
    auto const owner = written.text == "arrears" ? keyword::arrears : keyword::promises;
    auto const part = word_among(written.member, language::en, treated_parts(owner));
    return part ? treated_name(owner, *part, work) : work.word(owner) + "." + written.member;
}

/// Days past due or promises are asked of in words that stand for nothing; none for any other owner.
[[nodiscard]] TRAMO_INLINE std::optional<keyword> owner_of_treated(std::string const& word, language in) {
    return word_among(word, in, {keyword::arrears, keyword::promises});
}

TRAMO_INLINE typed_expression expression_checker::unknown_treated(ast::expression const& written,
                                                                  keyword owner) {
    std::string all;
    for (auto const part : treated_parts(owner))
        all += (all.empty() ? "" : ", ") + treated_name(owner, part, work_);
    work_.report(
        problem("T3001", "unknown name " + backquoted(work_.word(owner) + "." + written.member), written.at,
                owner == keyword::arrears ? "days past due do not say this" : "promises do not say this",
                {"there are: " + all}));
    return invalid_at(written.at);
}

/// Whether treatment may be asked for here; with a diagnostic where it may not.
TRAMO_INLINE bool expression_checker::is_treatment_here(ast::expression const& written) {
    auto const name = backquoted(treated_name(written, work_));
    if (scope_.over_log()) {
        auto const place = scope_.of_event() ? "a condition on events" : "a counter";
        work_.report(problem("T4012", std::string(place) + " cannot look at " + name, written.at,
                             "worked out for the day asked for, once events are known",
                             {"compare it in a segment"}));
        return false;
    }
    if (!scope_.inside()) return true;
    work_.report(problem("T4012", name + " is not kept for each of " + place_name(), written.at,
                         "one for the whole account", {"compare it outside of the aggregate"}));
    return false;
}

TRAMO_INLINE typed_expression expression_checker::hold(ast::expression const& written) {
    auto const* const found = work_.holds.find(written.member);
    if (found == nullptr) {
        if (work_.broken.contains(written.member)) return invalid_at(written.at);
        auto help = work_.near(written.member, work_.holds);
        if (help.empty())
            help = {"declare it: " + work_.word(keyword::hold) + " " +
                    quote_name(written.member, work_.lang()) + " { … }"};
        work_.report(problem("T3020", "unknown hold " + backquoted(written.member), written.at,
                             "not declared", std::move(help)));
        return invalid_at(written.at);
    }
    if (!is_treatment_here(written)) return invalid_at(written.at);
    return account_field(work_.program.treatment.holds[found->index].field);
}

/// Nothing says what is past due, or what a promise is.
TRAMO_INLINE void expression_checker::report_no_block(ast::expression const& written, keyword owner) {
    if (!work_.broken.empty()) return;
    bool const is_arrears = owner == keyword::arrears;
    auto const block = is_arrears ? work_.word(keyword::due) + " oldest_due"
                                  : work_.word(keyword::made) + " " + work_.word(keyword::on) + " promise " +
                                        work_.word(keyword::due) + " due_on " + work_.word(keyword::amount) +
                                        " amount";
    work_.report(problem(
        "T3021",
        backquoted(treated_name(written, work_)) + " needs: " + work_.word(owner) + " { " + block + " }",
        written.at, is_arrears ? "nothing says what is past due" : "nothing says what is promised",
        {"declare that block, once, anywhere in the policy"}));
}

TRAMO_INLINE typed_expression expression_checker::treated(ast::expression const& written) {
    auto const owner = written.text == "arrears" ? keyword::arrears : keyword::promises;
    auto const& parts = treated_parts(owner);
    auto const part = word_among(written.member, language::en, parts);
    if (!part) return unknown_treated(written, owner);
    if (!is_treatment_here(written)) return invalid_at(written.at);
    auto const& known = work_.program.treatment;
    auto const first = owner == keyword::arrears ? (known.arrears ? known.arrears->fields : no_index)
                                                 : (known.promises ? known.promises->fields : no_index);
    if (first == no_index) {
        report_no_block(written, owner);
        return invalid_at(written.at);
    }
    work_.program.reads_as_of = true;
    auto const place = std::find(parts.begin(), parts.end(), *part) - parts.begin();
    return account_field(first + static_cast<std::size_t>(place));
}

}  // namespace tramo::checking
