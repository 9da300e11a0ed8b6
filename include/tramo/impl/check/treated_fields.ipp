// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Fields that blocks of treatment name: of the account, of its records, of events; and what they say once.
#pragma once

#include <map>

#include <tramo/impl/check/offer_constants.ipp>

namespace tramo::checking {

/// What a block may say once.
class said_once {
public:
    explicit said_once(workspace& work) : work_(work) {}

    /// False, with a diagnostic, where it was said before. `what` as it is written.
    bool note(std::string const& what, span at, std::string help = "take one of them out") {
        auto const [first, is_new] = first_.try_emplace(what, at);
        if (is_new) return true;
        auto twice = problem("T1019", what + " is said twice", at, "again here", {std::move(help)});
        twice.labels.push_back({first->second, "first said here"});
        work_.report(std::move(twice));
        return false;
    }
    bool note(keyword what, span at, std::string help = "take one of them out") {
        return note(backquoted(work_.word(what)), at, std::move(help));
    }

private:
    workspace& work_;
    std::map<std::string, span> first_;
};

/// A block that stands once in a policy: `arrears`, `promises`, `contact limits`.
TRAMO_INLINE void refuse_second_block(keyword what, span at, span first, workspace& work) {
    auto twice = problem("T1019", backquoted(work.word(what)) + " is described twice", at, "again here",
                         {"put all of it into one block"});
    twice.labels.push_back({first, "first described here"});
    work.report(std::move(twice));
}

/// Whose fields are named: those of the account, of a collection's records, or of an event.
class named_fields {
public:
    [[nodiscard]] static named_fields of_account(workspace& work) {
        return {work, work.symbols, work.program.fields.fields, "the account", ""};
    }
    [[nodiscard]] static named_fields of_records(workspace& work, std::size_t collection) {
        auto const& one = work.program.fields.collections[collection];
        return {work, work.members[collection], one.fields, backquoted(one.name), backquoted(one.name)};
    }
    [[nodiscard]] static named_fields of_event(workspace& work, std::size_t event) {
        auto const& one = work.program.events[event];
        auto const owner = "event " + backquoted(one.name);
        return {work, work.events[event].members, one.fields, owner, owner};
    }

    /// Its number; none, with a diagnostic, where there is no such field, or it is of none of the kinds.
    /// `message` says what is due.
    [[nodiscard]] std::optional<std::size_t> find(ast::name const& named, std::vector<kind> const& due,
                                                  std::string const& message) const {
        auto const* const found = names_.find(named.text);
        if (found == nullptr) {
            report_unknown(named, due.front());
            return {};
        }
        if (found->is_broken) return {};
        bool const is_field = found->kind == symbol_kind::field;
        auto const has_kind = [&](kind one) { return fields_[found->index].type.kind == one; };
        if (is_field && std::any_of(due.begin(), due.end(), has_kind)) return found->index;
        auto refused = problem("T2047", message, named.at,
                               is_field ? describe(fields_[found->index].type) : "not a field of " + owner_,
                               {"name another field, or declare it so: " + declaration(named, due.front())});
        if (!is_field) refused.help = {"name one: " + declaration({"…", {}}, due.front())};
        refused.labels.push_back({found->at, "declared here"});
        work_.report(std::move(refused));
        return {};
    }

    [[nodiscard]] field const& at(std::size_t index) const { return fields_[index]; }

private:
    named_fields(workspace& work, symbol_table const& names, std::vector<field> const& fields,
                 std::string owner, std::string inside)
        : work_(work), names_(names), fields_(fields), owner_(std::move(owner)), inside_(std::move(inside)) {}

    [[nodiscard]] std::string declaration(ast::name const& named, kind due) const {
        auto const word = due == kind::date      ? keyword::date
                          : due == kind::money   ? keyword::money
                          : due == kind::boolean ? keyword::boolean
                                                 : keyword::text;
        auto const name = named.text == "…" ? named.text : quote_name(named.text, work_.lang());
        return work_.word(keyword::field) + " " + name + " : " + work_.word(word);
    }

    void report_unknown(ast::name const& named, kind due) const {
        if (work_.broken.contains(named.text)) return;
        auto help = work_.near(named.text, names_);
        if (help.empty()) help = {"declare it: " + declaration(named, due)};
        work_.report(problem(
            "T3001", "unknown name " + backquoted(named.text) + (inside_.empty() ? "" : " in " + inside_),
            named.at, inside_.empty() ? "not declared" : "not a field of " + owner_, std::move(help)));
    }

    workspace& work_;
    symbol_table const& names_;
    std::vector<field> const& fields_;
    std::string owner_;   ///< "the account", "event `promise`"
    std::string inside_;  ///< the same; empty for the account
};

/// The number of an event that is named; none, with a diagnostic, where there is no such.
[[nodiscard]] TRAMO_INLINE std::optional<std::size_t> event_named(ast::name const& named, workspace& work) {
    auto const* const found = work.symbols.find(named.text);
    if (found != nullptr && found->kind == symbol_kind::event && !found->is_broken) return found->index;
    bool const is_known_gap = work.broken.contains(named.text) || (found != nullptr && found->is_broken);
    if (!is_known_gap) report_unknown_event(work, named);
    return {};
}

/// A day, which may be unknown; with a diagnostic where it is something else.
TRAMO_INLINE bool require_day(typed_expression& what, std::string const& of, workspace& work) {
    if (is_invalid(what)) return false;
    if (what.type.kind == kind::date) return true;
    work.report(problem("T2047", of + " is a day, and this is " + describe(what.type), what.at,
                        origin(what, work),
                        {what.type.kind == kind::timestamp
                             ? "take the day of the moment: " + work.word(keyword::to_date) + "(…)"
                             : "name a field that is declared: " + work.word(keyword::field) +
                                   " … : " + work.word(keyword::date)}));
    what = invalid_at(what.at);
    return false;
}

}  // namespace tramo::checking
