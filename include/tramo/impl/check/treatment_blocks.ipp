// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds, days past due, promises, limits of contact and messages: in which order they are declared and
// checked, and the fields of the account that they make.
#pragma once

#include <tramo/impl/check/arrears.ipp>
#include <tramo/impl/check/contact_limits.ipp>
#include <tramo/impl/check/holds.ipp>
#include <tramo/impl/check/lint_treatment.ipp>
#include <tramo/impl/check/promises.ipp>
#include <tramo/impl/check/templates.ipp>

namespace tramo::checking {

/// Whether a policy says nothing of treatment.
[[nodiscard]] inline bool is_empty(treatment_program const& one) {
    return one.tables.empty() && one.calendars.empty() && one.holds.empty() && !one.arrears &&
           !one.promises && !one.contact && one.templates.empty() && one.effects.empty();
}

/// The names of the fields that treatment makes of an account.
[[nodiscard]] TRAMO_INLINE std::vector<std::pair<std::string, span>> treated_columns(
    treatment_program const& of) {
    std::vector<std::pair<std::string, span>> all;
    for (auto const& one : of.holds) all.emplace_back("hold." + one.name, one.at);
    if (of.arrears)
        for (auto const* const one : arrears_field_names) all.emplace_back(one, of.arrears->at);
    if (of.promises)
        for (auto const* const one : promise_field_names) all.emplace_back(one, of.promises->at);
    return all;
}

class treatment_blocks {
public:
    explicit treatment_blocks(workspace& work) : work_(work) {}

    /// Names, of which counters speak by mistake.
    void declare() {
        for (auto const& one : work_.program.document.declarations)
            std::visit([this](auto const& written) { take(written); }, one);
    }

    /// The fields of which conditions speak, behind those of actions.
    void add_fields() {
        auto& of = work_.program.treatment;
        for (auto& one : of.holds) one.field = add_field("hold." + one.name, type_of(kind::boolean), one.at);
        if (of.arrears) {
            of.arrears->fields = work_.program.fields.fields.size();
            for (auto const* const one : arrears_field_names)
                add_field(one, type_of(kind::integer), of.arrears->at);
        }
        if (!of.promises) return;
        of.promises->fields = work_.program.fields.fields.size();
        for (std::size_t i = 0; i < promise_field_count; ++i) {
            auto const* const name = promise_field_names[i];
            bool const is_day = i + 2 == promise_field_count;
            auto const type = is_day                         ? type_of(kind::date)
                              : i + 1 == promise_field_count ? of.promises->money
                                                             : type_of(kind::integer);
            add_field(name, type, of.promises->at);
        }
    }

    /// After the definitions, calendars and effects.
    void check() {
        treated_reads const reads(work_);
        for (auto const& one : work_.program.palettes)
            if (one.condition) reads.refuse("palette " + backquoted(one.name), *one.condition);
        holds_.check(reads);
        arrears_.check(reads);
        promises_.check();
        limits_.check();
        templates_.check();
        auto& of = work_.program.treatment;
        if (of.contact) of.contact->channels = channel_list(work_.program).collect(*of.contact);
        if (!of.holds.empty() || of.promises || !of.effects.empty()) work_.program.reads_as_of = true;
    }

    /// Of a program without errors.
    void lint() {
        treatment_lint reader(work_.program, work_.found);
        for (auto const& one : templates_.statements()) reader.read(one);
    }

private:
    template <class Other>
    void take(Other const&) {}
    void take(ast::hold_declaration const& one) { holds_.declare(one); }
    void take(ast::arrears_declaration const& one) { arrears_.declare(one); }
    void take(ast::promises_declaration const& one) { promises_.declare(one); }
    void take(ast::contact_limits_declaration const& one) { limits_.declare(one); }
    void take(ast::template_declaration const& one) { templates_.declare(one); }

    std::size_t add_field(std::string name, data_type type, span at) {
        auto& fields = work_.program.fields.fields;
        for (auto const& one : fields)
            if (one.name == name)
                work_.report(problem(
                    "T3002", "a field is called " + backquoted(name) + " like what is known of treatment", at,
                    "this makes it", {"give the field another name"}));
        field added;
        added.name = std::move(name);
        added.type = std::move(type);
        added.is_optional = true;  // before it is computed nobody knows it
        added.is_computed = true;
        fields.push_back(std::move(added));
        return fields.size() - 1;
    }

    workspace& work_;
    hold_checker holds_{work_};
    arrears_checker arrears_{work_};
    promise_checker promises_{work_};
    contact_limits_checker limits_{work_};
    template_checker templates_{work_};
};

}  // namespace tramo::checking
