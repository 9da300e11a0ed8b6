// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions and literals: names resolved, types found.
#pragma once

#include <tramo/impl/check/arithmetic.ipp>
#include <tramo/impl/check/literals.ipp>

namespace tramo::checking {

/// Where an expression stands, which says what names mean.
struct scope {
    enum class place {
        account,
        children,  ///< inside an aggregate over collection `index`
        event,     ///< a condition on events of type `index`, or a deadline
        filter,    ///< the same, inside an aggregate over them
        counter    ///< counter `index`
    };
    place where = place::account;
    std::size_t index = 0;
    [[nodiscard]] bool inside() const { return where == place::children; }
    [[nodiscard]] bool of_event() const { return where == place::event || where == place::filter; }
    [[nodiscard]] bool over_log() const { return of_event() || where == place::counter; }
};

class expression_checker {
public:
    explicit expression_checker(workspace& work, scope where = {})
        : work_(work), match_(work), arithmetic_(work, match_), scope_(where) {}

    [[nodiscard]] typed_expression condition(ast::expression const& written) {
        begin(written);
        auto result = visit(written);
        require_condition(result);
        return result;
    }

    [[nodiscard]] typed_expression value_of(ast::expression const& written) {
        begin(written);
        auto result = visit(written);
        match_.settle_currency(result, "");
        return result;
    }

    void require_condition(typed_expression& what) {
        if (is_invalid(what) || what.type.kind == kind::boolean) return;
        work_.report(problem("T2002", "a condition is true or false, and this is " + describe(what.type),
                             what.at, origin(what, work_), {example_of(what)}));
        what = invalid_at(what.at);
    }

private:
    void begin(ast::expression const& written) {
        known_tests_.clear();
        note_known_tests(written);
        unfolded_height_ = written.height;
        is_too_long_ = false;
    }

    [[nodiscard]] std::string example_of(typed_expression const& what) const {
        auto const start = std::string("compare it with something, such as: … ");
        switch (what.type.kind) {
            case kind::money:
                return start + "> " + (what.type.currency.empty() ? "$" : what.type.currency) + " 100.00";
            case kind::percent:
                return start + "> 10%";
            case kind::date:
                return start + "< " + work_.word(keyword::as_of) + " - 30 " + work_.word(keyword::days);
            case kind::timestamp:
                return start + "< 2026-01-31T10:30";
            case kind::duration:
                return start + "> 30 " + work_.word(keyword::days);
            case kind::text:
            case kind::enumeration:
                return start + "= \"A\"";
            default:
                return start + "> 30";
        }
    }

    [[nodiscard]] typed_expression visit(ast::expression const& written) {
        auto result = dispatch(written);
        result.at = written.at;
        result.id = work_.program.expression_count++;
        return result;
    }

    [[nodiscard]] typed_expression dispatch(ast::expression const& written) {
        using ast::node;
        switch (written.kind) {
            case node::number:
            case node::percent:
            case node::money:
            case node::date:
            case node::timestamp:
            case node::duration:
            case node::text:
            case node::truth:
                return literal_reader(work_).read(written);
            case node::as_of:
                return as_of(written);
            case node::null:
                return null(written);
            case node::name:
                return name(written);
            case node::alert:
                return alert(written);
            case node::activity:
                return activity(written);
            case node::hold:
                return hold(written);
            case node::treated:
                return treated(written);
            case node::call:
                return arithmetic_.call(written, visit_all(written.operands));
            case node::aggregate:
                return aggregate(written);
            case node::negate:
                return arithmetic_.negate(written, visit(written.operands[0]));
            case node::arithmetic: {
                auto left = visit(written.operands[0]);
                return arithmetic_.combine(written, std::move(left), visit(written.operands[1]));
            }
            case node::compare:
                return compare(written);
            case node::in:
                return membership(written);
            case node::like:
            case node::starts_with:
                return text_match(written);
            case node::is_unknown:
                return unknown_test(written);
            case node::not_:
            case node::and_:
            case node::or_:
                return logic(written);
            default:
                return invalid_at(written.at);
        }
    }

    /// Beside an enumeration, one of its values written without quotes looks like a name.
    [[nodiscard]] typed_expression visit_beside(typed_expression const& typed,
                                                ast::expression const& written) {
        if (typed.has_names && is_bare_name(written)) return value_without_quotes(typed, written);
        bool const is_own =
            scope_.of_event() && work_.events[scope_.index].members.find(written.text) != nullptr;
        bool const is_unknown = is_bare_name(written) && typed.type.kind == kind::enumeration &&
                                !scope_.inside() && !is_own && work_.symbols.find(written.text) == nullptr &&
                                !work_.broken.contains(written.text);
        auto const value = is_unknown ? match_.value_spelled(typed.type, written.text) : std::string();
        if (value.empty()) return visit(written);
        work_.report(problem("T3001", "unknown name " + backquoted(written.text), written.at, "not declared",
                             {"a text stands in quotes: \"" + value + "\""}));
        return invalid_at(written.at);
    }

    [[nodiscard]] std::vector<typed_expression> visit_all(std::vector<ast::expression> const& written) {
        std::vector<typed_expression> all;
        all.reserve(written.size());
        for (auto const& one : written) all.push_back(visit(one));
        return all;
    }

    [[nodiscard]] typed_expression null(ast::expression const& written) {
        work_.report(problem("T4004", "nothing is equal to null, nor different from it", written.at,
                             "always unknown",
                             {"ask instead: … " + work_.word(keyword::is_unknown),
                              "or:          … " + work_.word(keyword::is_known)}));
        return invalid_at(written.at);
    }

    [[nodiscard]] typed_expression name(ast::expression const& written);
    [[nodiscard]] typed_expression account_field(std::size_t index) const;
    [[nodiscard]] typed_expression parameter(std::size_t index) const;
    [[nodiscard]] typed_expression definition(ast::expression const& written, std::size_t index) const;
    [[nodiscard]] typed_expression counter_field(ast::expression const& written, std::size_t index) const;
    [[nodiscard]] typed_expression refuse_actions(ast::expression const& written, symbol const& found);
    [[nodiscard]] typed_expression member_outside(ast::expression const& written);
    [[nodiscard]] typed_expression many(ast::expression const& written, symbol const& found);
    [[nodiscard]] typed_expression refuse_table(ast::expression const& written, symbol const& found);
    [[nodiscard]] typed_expression lookup(ast::expression const& written, std::size_t table);
    bool is_table_here(ast::expression const& written);
    [[nodiscard]] typed_expression refuse_offer(ast::expression const& written, symbol const& found);
    [[nodiscard]] typed_expression child_field(ast::expression const& written);
    [[nodiscard]] typed_expression unknown_name(ast::expression const& written);
    [[nodiscard]] typed_expression name_over_log(ast::expression const& written);
    [[nodiscard]] typed_expression scope_field(std::size_t index) const;
    [[nodiscard]] typed_expression member_over_log(ast::expression const& written);
    [[nodiscard]] typed_expression refuse_over_log(ast::expression const& written, symbol const& found);
    [[nodiscard]] typed_expression unfolded_counter(ast::expression const& written, std::size_t index);
    [[nodiscard]] typed_expression as_of(ast::expression const& written);
    [[nodiscard]] std::string place_name() const;
    [[nodiscard]] typed_expression collection_field(std::size_t index) const;
    [[nodiscard]] typed_expression alert(ast::expression const& written);
    [[nodiscard]] typed_expression alert_field(ast::expression const& written);
    [[nodiscard]] typed_expression activity(ast::expression const& written);
    [[nodiscard]] typed_expression unknown_activity(ast::expression const& written);
    bool is_activity_here(ast::expression const& written);
    [[nodiscard]] typed_expression hold(ast::expression const& written);
    [[nodiscard]] typed_expression treated(ast::expression const& written);
    [[nodiscard]] typed_expression unknown_treated(ast::expression const& written, keyword owner);
    void report_no_block(ast::expression const& written, keyword owner);
    bool is_treatment_here(ast::expression const& written);
    [[nodiscard]] bool is_bare_name(ast::expression const& written) const;
    [[nodiscard]] bool has_names(ast::expression const& written) const;
    [[nodiscard]] typed_expression value_without_quotes(typed_expression const& typed,
                                                        ast::expression const& written);

    [[nodiscard]] typed_expression compare(ast::expression const& written) {
        typed_expression result;
        result.what = operation::compare;
        result.type = type_of(kind::boolean);
        result.op = comparison_of(written.op);
        bool const turned = is_bare_name(written.operands[0]) && has_names(written.operands[1]);
        auto right = turned ? visit(written.operands[1]) : typed_expression();
        auto left = turned ? visit_beside(right, written.operands[0]) : visit(written.operands[0]);
        if (!turned) right = visit_beside(left, written.operands[1]);
        if (!match_.match(left, right, written.op_at)) return invalid_at(written.at);
        if (refuse_calendar(left) || refuse_calendar(right)) return invalid_at(written.at);
        bool const ordered = result.op != comparison::equal && result.op != comparison::not_equal;
        if (ordered && (left.type.kind == kind::boolean || left.type.kind == kind::enumeration)) {
            work_.report(problem("T2031", without_order(left.type), written.op_at, "compares by order",
                                 {"compare with = or " + work_.word(keyword::in)}));
            return invalid_at(written.at);
        }
        if (result.op == comparison::not_equal) warn_unknown(left, written, "!=");
        if (result.op == comparison::equal) warn_impossible(left, right);
        if (result.op == comparison::equal) warn_impossible(right, left);
        result.may_be_unknown = left.may_be_unknown || right.may_be_unknown;
        result.operands.push_back(std::move(left));
        result.operands.push_back(std::move(right));
        return result;
    }

    [[nodiscard]] static comparison comparison_of(std::string const& op) {
        if (op == "=") return comparison::equal;
        if (op == "!=") return comparison::not_equal;
        if (op == "<") return comparison::less;
        if (op == "<=") return comparison::less_or_equal;
        return op == ">" ? comparison::greater : comparison::greater_or_equal;
    }

    bool refuse_calendar(typed_expression const& what) {
        if (!what.is_calendar_duration) return false;
        work_.report(problem(
            "T2031", "months and years have no fixed length to compare with", what.at,
            "28 to 31 days a month",
            {"move a day instead: " + work_.word(keyword::as_of) + " - 2 " + work_.word(keyword::months)}));
        return true;
    }

    /// A number with more decimals than the field keeps is equal to none of its values.
    void warn_impossible(typed_expression const& field, typed_expression const& constant) {
        auto const* const number = std::get_if<decimal>(&constant.literal);
        bool const applies =
            field.what == operation::field && constant.what == operation::constant && number != nullptr;
        if (!applies || operand_matcher::looks_grouped(constant)) return;  // which draws its own warning
        if (rescale_exactly(*number, field.type.scale)) return;
        auto const scale = field.type.scale;
        work_.report(problem(
            "T2037", "no value of this field is equal to " + shown_number(*number, field.type), constant.at,
            field.type.kind == kind::integer ? "the field holds whole numbers"
                                             : "at most " + decimals(shown_scale(field.type)) + " kept",
            {"compare with a range: … " + work_.word(keyword::in) + " " +
             shown_number({floor_at_scale(*number, scale), scale}, field.type) + ".." +
             shown_number({ceil_at_scale(*number, scale), scale}, field.type)},
            severity::warning));
    }

    [[nodiscard]] typed_expression unknown_test(ast::expression const& written) {
        typed_expression result;
        result.what = operation::is_unknown;
        result.type = type_of(kind::boolean);
        result.negated = written.negated;
        auto subject = visit(written.operands[0]);
        if (is_invalid(subject)) return invalid_at(written.at);
        result.operands.push_back(std::move(subject));
        return result;
    }

    [[nodiscard]] typed_expression logic(ast::expression const& written) {
        typed_expression result;
        using ast::node;
        result.what = written.kind == node::not_   ? operation::not_
                      : written.kind == node::and_ ? operation::and_
                                                   : operation::or_;
        result.type = type_of(kind::boolean);
        bool sound = true;
        for (auto const& one : written.operands) {
            auto part = visit(one);
            require_condition(part);
            sound = sound && !is_invalid(part);
            result.may_be_unknown = result.may_be_unknown || part.may_be_unknown;
            result.operands.push_back(std::move(part));
        }
        return sound ? std::move(result) : invalid_at(written.at);
    }

    [[nodiscard]] typed_expression aggregate(ast::expression const& written);
    void report_unknown_collection(ast::expression const& written);
    void report_no_collection(ast::expression const& written);
    bool takes_records(ast::expression const& written);
    [[nodiscard]] typed_expression aggregate_over_log(ast::expression const& written);
    [[nodiscard]] std::optional<std::size_t> event_of(ast::expression const& written);
    bool takes_events(ast::expression const& written);
    bool set_log_field(log_aggregate& what, ast::expression const& written);
    bool set_filter(log_aggregate& what, ast::expression const& written);
    [[nodiscard]] typed_expression both_of(std::vector<typed_expression> parts, span at);
    [[nodiscard]] typed_expression place_in_scope(log_aggregate what);
    typed_expression refuse_aggregate(ast::expression const& written, std::string message, std::string label,
                                      std::string help);
    bool add_member_field(typed_expression& result, ast::expression const& written);
    bool needs_no_field(ast::expression const& written);
    static void set_aggregate_type(typed_expression& result);
    [[nodiscard]] typed_expression membership(ast::expression const& written);
    void look_only(typed_expression const& subject, ast::expression const& written);
    bool add_member(typed_expression& result, ast::expression const& written, span op_at);
    [[nodiscard]] typed_expression range(typed_expression& subject, ast::expression const& written,
                                         span op_at);
    void warn_empty_range(typed_expression const& low, typed_expression const& high,
                          ast::expression const& written);
    [[nodiscard]] typed_expression text_match(ast::expression const& written);

    /// Names asked for with `is unknown` or `is known` anywhere in a condition: its author thought of the
    /// gap.
    void note_known_tests(ast::expression const& written) {
        if (written.kind == ast::node::is_unknown) known_tests_.insert(gap_of(written.operands[0]));
        for (auto const& one : written.operands) note_known_tests(one);
    }

    /// A name, or what actions say: that is known together, but for who acted. Empty for anything else.
    [[nodiscard]] static std::string gap_of(ast::expression const& written) {
        if (written.kind == ast::node::name) return written.text;
        if (written.kind == ast::node::treated) return written.text + "." + written.member;
        if (written.kind != ast::node::activity) return {};
        return written.text + (written.member == "agent" ? ".agent" : ".");
    }

    [[nodiscard]] bool is_optional_field_of_event(typed_expression const& what) const {
        if (!scope_.of_event() || what.what != operation::field) return false;
        auto const& fields = work_.program.events[scope_.index].fields;
        return what.index < fields.size() && fields[what.index].is_optional;
    }

    [[nodiscard]] bool is_action(data_type const& type) const {
        auto const& program = work_.program;
        return program.action_fields != no_index &&
               type.values == program.fields.fields[program.action_fields].type.values;
    }

    /// Whether a counter is known wherever there is a log, or a feed of actions.
    [[nodiscard]] bool is_sure_counter(typed_expression const& what) const {
        if (what.what != operation::field || what.is_scoped) return false;
        if (is_sure_treatment(work_.program.treatment, what.index)) return true;
        auto const first = work_.program.action_fields;
        if (first != no_index && what.index >= first && what.index < first + action_field_count)
            return is_count(static_cast<action_field>(what.index - first));
        auto const& all = work_.program.counters;
        return std::any_of(all.begin(), all.end(), [&](auto const& one) {
            return one.field == what.index && one.field != 0 && !one.meaning.may_be_unknown;
        });
    }

    void warn_unknown(typed_expression const& subject, ast::expression const& written,
                      std::string const& op) {
        auto const& name = written.operands[0];
        auto const gap = gap_of(name);
        if (scope_.over_log() && !is_optional_field_of_event(subject)) return;
        if ((subject.has_names && !is_action(subject.type)) || is_sure_counter(subject)) return;
        if (!subject.may_be_unknown || gap.empty() || known_tests_.contains(gap)) return;
        auto const shown = print(name, work_.lang());
        bool const is_column = subject.what == operation::lookup;
        auto const bare = name.kind == ast::node::name && !is_column ? name.text : shown;
        work_.report(problem("T4003",
                             backquoted(op) + " does not select " +
                                 (scope_.of_event() ? "events" : "accounts") + " without " + backquoted(bare),
                             written.op_at, "unknown is not different",
                             {"to select them too: … " + work_.word(keyword::or_) + " " + shown + " " +
                                  work_.word(keyword::is_unknown),
                              "to say that they are meant to stay out: … " + work_.word(keyword::and_) + " " +
                                  shown + " " + work_.word(keyword::is_known)},
                             severity::warning));
    }

    workspace& work_;
    operand_matcher match_;
    arithmetic_checker arithmetic_;
    scope scope_;
    bool is_too_long_ = false;  ///< said once
    int unfolded_height_ = 0;   ///< of the expression and the counters being written out in it
    std::unordered_set<std::string> known_tests_;
};

}  // namespace tramo::checking
