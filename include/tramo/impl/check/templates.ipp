// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Messages: for whom they are, what their texts say, and which rules they say apply.
#pragma once

#include <tramo/impl/check/periods.ipp>
#include <tramo/impl/check/placeholders.ipp>

namespace tramo::checking {

/// `states requests if days_late > 0`, in a template.
struct template_statement {
    std::string rule;
    typed_expression condition;
    std::size_t of = 0;  ///< index into the program's templates
    span at;
};

/// Which optional fields of the account an expression reads, by way of definitions too.
class optional_reads {
public:
    explicit optional_reads(program const& policy) : policy_(policy) {}

    void add(typed_expression const& what) {
        if (what.what == operation::field && !what.is_scoped) {
            fields_.insert(what.index);
        } else if (what.what == operation::definition && met_.insert(what.index).second) {
            for (auto const& version : policy_.definitions[what.index].versions) add(version.meaning);
        }
        for (auto const& one : what.operands) add(one);
    }

    /// Whoever asks for promises knows when they are due.
    [[nodiscard]] bool has(std::size_t field) const {
        auto const& of = policy_.treatment.promises;
        auto const is_of_promises = [&](std::size_t one) {
            return of && one >= of->fields && one - of->fields < promise_field_count;
        };
        return fields_.contains(field) ||
               (is_of_promises(field) && std::any_of(fields_.begin(), fields_.end(), is_of_promises));
    }

    /// The first of these fields that may be unknown and that the other does not read; none where all are.
    [[nodiscard]] std::optional<std::size_t> first_beyond(optional_reads const& asked) const {
        std::optional<std::size_t> first;
        for (auto const one : fields_) {
            bool const is_open = policy_.fields.fields[one].is_optional && !is_count_of(one);
            if (is_open && !asked.has(one) && (!first || one < *first)) first = one;
        }
        return first;
    }

private:
    /// Counters, numbers of actions, holds and the like are known wherever they are asked for.
    [[nodiscard]] bool is_count_of(std::size_t field) const {
        if (is_sure_treatment(policy_.treatment, field)) return true;
        auto const first = policy_.action_fields;
        if (first != no_index && field >= first && field - first < action_field_count)
            return is_count(static_cast<action_field>(field - first));
        return std::any_of(policy_.counters.begin(), policy_.counters.end(), [&](auto const& one) {
            return one.field == field && one.field != 0 && !one.meaning.may_be_unknown;
        });
    }

    program const& policy_;
    std::unordered_set<std::size_t> fields_, met_;
};

class template_reader {
public:
    template_reader(workspace& work, std::vector<template_statement>& statements)
        : work_(work), statements_(statements), once_(work), constants_(work), names_(work) {}

    [[nodiscard]] message_template read(ast::template_declaration const& written) {
        out_.name = written.name.text;
        if (written.label) out_.label = written.label->text;
        if (written.period.version) out_.version = written.period.version->text;
        out_.rule_id = written.period.id ? written.period.id->text : out_.name;
        out_.period = read_period(written.period, work_);
        out_.at = written.head_at;
        set_language(written);
        for (auto const& member : written.members)
            if (auto const* const clause = std::get_if<ast::clause_member>(&member)) add(*clause);
        for (auto const& member : written.members) std::visit([this](auto const& one) { take(one); }, member);
        if (out_.text.empty() && !has_text_ && work_.broken.empty())
            work_.report(problem("T4077", "template " + backquoted(out_.name) + " has no text", out_.at,
                                 "nothing to say", {"add a line: " + work_.word(keyword::text) + " \"…\""}));
        return std::move(out_);
    }

private:
    /// Another language was refused when it was read.
    void set_language(ast::template_declaration const& written) {
        auto const asked = written.language ? language_of(written.language->text) : std::nullopt;
        out_.language = std::string(code_of(asked.value_or(work_.lang())));
    }

    void add(ast::clause_member const& written) {
        if (!once_.note(keyword::if_, written.at, "put both into one condition")) return;
        out_.condition = expression_checker(work_).condition(written.condition);
    }

    void take(ast::clause_member const&) {}

    void take(ast::texts_member const& written) {
        for (auto const& one : written.texts) {
            if (!one.text) {
                work_.report(problem("T2047", "a channel of a message is written out", one.at, "a name",
                                     {"write it in quotes: " + work_.word(keyword::channel) + " " +
                                      quote_text(one.name.text)}));
                continue;
            }
            constants_.refuse_blank(*one.text, "channel");
            if (once_.note("channel " + quote_text(one.text->text), one.at))
                out_.channels.push_back(one.text->text);
        }
    }

    void take(ast::wording_member const& written) {
        has_text_ = has_text_ || !written.is_subject;
        if (written.is_subject && !once_.note(keyword::subject, written.at)) return;
        message_paragraph added;
        added.is_locked = written.is_locked;
        if (written.condition) added.condition = expression_checker(work_).condition(*written.condition);
        fill(added, written.text);
        if (written.is_subject)
            out_.subject = std::move(added);
        else
            out_.text.push_back(std::move(added));
    }

    void fill(message_paragraph& into, ast::text_literal const& written) {
        auto cut = cut_at_placeholders(written.text);
        if (!cut.mistake.empty())
            return work_.report(
                problem("T4077", std::move(cut.mistake),
                        place_in(written, cut.mistake_at, cut.mistake_at + 1), "this one",
                        {"a placeholder is a name in braces: {balance}; for a brace write two: "
                         "{{ or }}"}));
        for (auto& piece : cut.pieces) {
            if (!piece.is_placeholder) {
                into.parts.push_back(
                    {message_part::form::text, std::move(piece.text), no_index, {}, no_index, written.at});
                continue;
            }
            auto part = names_.read(piece.text, place_in(written, piece.from, piece.until));
            if (!part) continue;
            warn_of_unknown(*part, into);
            into.parts.push_back(std::move(*part));
        }
    }

    /// The place of some bytes of a text, where it is written as it reads; else of all of it.
    [[nodiscard]] static span place_in(ast::text_literal const& written, std::size_t from,
                                       std::size_t until) {
        bool const is_plain = written.at.end - written.at.begin == written.text.size() + 2;
        if (!is_plain) return written.at;
        auto const first = written.at.begin + 1;
        return {first + static_cast<std::uint32_t>(from), first + static_cast<std::uint32_t>(until)};
    }

    /// Whose condition reads the field, thought of it.
    void warn_of_unknown(message_part const& part, message_paragraph const& of) {
        optional_reads read(work_.program), asked(work_.program);
        if (part.what == message_part::form::text_field) {
            if (!work_.program.fields.fields[part.field].is_optional) return;
            read.add(field_itself(part.field));
        } else if (part.meaning && part.meaning->may_be_unknown) {
            read.add(*part.meaning);
        }
        if (of.condition) asked.add(*of.condition);
        if (out_.condition) asked.add(*out_.condition);
        auto const open = read.first_beyond(asked);
        if (!open || is_asked_by_effects(*open) || !warned_.insert(*open).second) return;
        auto const field = shown_field(*open);
        work_.report(problem("T4078", "accounts without " + backquoted(field) + " get no such message",
                             part.at, "may be unknown",
                             {"to leave this line out for them write behind it: " + work_.word(keyword::if_) +
                                  " " + part.text + " " + work_.word(keyword::is_known),
                              "to say that the message is not for them: the same on a line of its own"},
                             severity::warning));
    }

    /// Whether all effects that send the message ask for the field.
    [[nodiscard]] bool is_asked_by_effects(std::size_t field) const {
        bool is_any = false;
        for (auto const& one : work_.program.treatment.effects) {
            if (one.template_name != out_.name || one.period.is_inactive) continue;
            optional_reads asked(work_.program);
            if (one.condition) asked.add(*one.condition);
            if (!asked.has(field)) return false;
            is_any = true;
        }
        return is_any;
    }

    [[nodiscard]] std::string shown_field(std::size_t index) const {
        auto const& of = work_.program.treatment.promises;
        bool const is_of_promises = of && index >= of->fields && index - of->fields < promise_field_count;
        if (!is_of_promises) return work_.program.fields.fields[index].name;
        return treated_name(keyword::promises, treated_parts(keyword::promises)[index - of->fields], work_);
    }

    [[nodiscard]] static typed_expression field_itself(std::size_t index) {
        typed_expression field;
        field.what = operation::field;
        field.index = index;
        return field;
    }

    void take(ast::statement_member const& written) {
        auto condition = expression_checker(work_).condition(written.condition);
        auto const& effects = work_.program.treatment.effects;
        bool const is_known = std::any_of(effects.begin(), effects.end(),
                                          [&](auto const& one) { return one.name == written.rule.text; });
        if (!is_known) return report_unknown_rule(written.rule);
        if (is_invalid(condition)) return;
        auto const of = work_.program.treatment.templates.size();
        statements_.push_back({written.rule.text, std::move(condition), of, written.at});
    }

    void report_unknown_rule(ast::name const& named) {
        auto const* const found = work_.symbols.find(named.text);
        bool const is_known_gap = found != nullptr && found->kind == symbol_kind::effect;
        if (is_known_gap || work_.broken.contains(named.text)) return;
        std::vector<std::string> names;
        for (auto const& one : work_.program.treatment.effects) names.push_back(one.name);
        auto help = did_you_mean(named.text, names);
        if (help.empty())
            help = {"name one of: " + work_.word(keyword::block) + ", " + work_.word(keyword::cut) + ", " +
                    work_.word(keyword::notify) + ", " + work_.word(keyword::task) + ", " +
                    work_.word(keyword::escalate)};
        work_.report(problem("T3024", "unknown rule " + backquoted(named.text), named.at,
                             found == nullptr ? "not declared" : "not a rule about what is done",
                             std::move(help)));
    }

    workspace& work_;
    std::vector<template_statement>& statements_;
    said_once once_;
    offer_constants constants_;
    placeholder_reader names_;
    message_template out_;
    bool has_text_ = false;
    std::unordered_set<std::size_t> warned_;  ///< fields
};

class template_checker {
public:
    explicit template_checker(workspace& work) : work_(work) {}

    /// A template, or a version of one: two of a name need a period.
    void declare(ast::template_declaration const& one) {
        auto const* const found = work_.templates.find(one.name.text);
        bool const again =
            found != nullptr && (has_dates(one.period) || has_dates(groups_[found->index].front()->period));
        if (again) {
            groups_[found->index].push_back(&one);
            sources_.emplace_back(&one, found->index);
            return;
        }
        symbol const named{symbol_kind::field, groups_.size(), one.name.at};
        if (!work_.templates.declare(one.name, named, work_.found)) return;
        sources_.emplace_back(&one, groups_.size());
        groups_.push_back({&one});
    }

    /// After effects, whose days a text may name.
    void check() {
        std::vector<std::vector<dated>> versions(groups_.size());
        for (auto const& [written, group] : sources_) {
            auto& all = work_.program.treatment.templates;
            auto read = template_reader(work_, statements_).read(*written);
            versions[group].push_back({read.period, written->name.at});
            all.push_back(std::move(read));
        }
        for (std::size_t i = 0; i < groups_.size(); ++i)
            refuse_overlaps(groups_[i].front()->name.text, versions[i], work_);
    }

    [[nodiscard]] std::vector<template_statement> const& statements() const { return statements_; }

private:
    struct dated {
        tramo::period period;
        span at;
    };

    workspace& work_;
    std::vector<std::vector<ast::template_declaration const*>> groups_;  ///< versions of each name
    std::vector<std::pair<ast::template_declaration const*, std::size_t>> sources_;  ///< and their groups
    std::vector<template_statement> statements_;
};

}  // namespace tramo::checking
