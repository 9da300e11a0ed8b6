// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions and literals: names resolved, types found.
#pragma once

#include <tramo/impl/check/arithmetic.ipp>
#include <tramo/impl/check/literals.ipp>

namespace tramo::checking {

/// Fields of a collection while the inside of an aggregate is checked.
struct scope {
    std::size_t collection = npos;
    static constexpr auto npos = static_cast<std::size_t>(-1);
    [[nodiscard]] bool inside() const { return collection != npos; }
};

class expression_checker {
public:
    explicit expression_checker(workspace& work) : work_(work), match_(work), arithmetic_(work, match_) {}

    [[nodiscard]] typed_expression condition(ast::expression const& written) {
        known_tests_.clear();
        note_known_tests(written);
        auto result = visit(written);
        require_condition(result);
        return result;
    }

    [[nodiscard]] typed_expression value_of(ast::expression const& written) {
        known_tests_.clear();
        note_known_tests(written);
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
                return as_of();
            case node::null:
                return null(written);
            case node::name:
                return name(written);
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
        bool const is_name = written.kind == ast::node::name && written.member.empty();
        bool const is_unknown = is_name && typed.type.kind == kind::enumeration && !scope_.inside() &&
                                work_.symbols.find(written.text) == nullptr &&
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

    [[nodiscard]] typed_expression as_of() {
        typed_expression result;
        result.what = operation::as_of;
        result.type = type_of(kind::date);
        work_.program.reads_as_of = true;
        return result;
    }

    [[nodiscard]] typed_expression null(ast::expression const& written) {
        work_.report(problem("T4004", "nothing is equal to null, nor different from it", written.at,
                             "always unknown",
                             {"ask instead: … " + work_.word(keyword::is_unknown),
                              "or:          … " + work_.word(keyword::is_known)}));
        return invalid_at(written.at);
    }

    [[nodiscard]] typed_expression name(ast::expression const& written) {
        if (!written.member.empty()) return member_outside(written);
        if (scope_.inside()) return child_field(written);
        auto const* const found = work_.symbols.find(written.text);
        if (found == nullptr) return unknown_name(written);
        if (found->is_broken) return invalid_at(written.at);
        typed_expression result;
        result.index = found->index;
        switch (found->kind) {
            case symbol_kind::field: {
                auto const& field = work_.program.fields.fields[found->index];
                result.what = operation::field;
                result.type = field.type;
                result.may_be_unknown = field.is_optional;
                return result;
            }
            case symbol_kind::parameter:
                return parameter(found->index);
            case symbol_kind::definition:
                return definition(written, found->index);
            case symbol_kind::collection:
                break;
        }
        work_.report(problem(
            "T2036", backquoted(written.text) + " is a collection, not a value", written.at, "many records",
            {"take something over it: " + work_.word(keyword::count) + "(" + written.text + ") > 0"}));
        return invalid_at(written.at);
    }

    [[nodiscard]] typed_expression parameter(std::size_t index) const {
        typed_expression result;
        result.what = operation::parameter;
        result.index = index;
        result.type = work_.program.parameters[index].type;
        return result;
    }

    [[nodiscard]] typed_expression definition(ast::expression const& written, std::size_t index) const {
        auto const& meant = work_.program.definitions[index];
        if (meant.versions.empty() || is_invalid(meant.versions.front().meaning))
            return invalid_at(written.at);
        typed_expression result;
        result.what = operation::definition;
        result.index = index;
        result.type = meant.type;
        result.may_be_unknown = meant.may_be_unknown;
        return result;
    }

    [[nodiscard]] typed_expression member_outside(ast::expression const& written) {
        auto const* const found = work_.symbols.find(written.text);
        if (found == nullptr) return unknown_name(written);
        auto const owner = backquoted(written.text);
        if (found->kind == symbol_kind::collection)
            work_.report(problem("T2036", "an account has many " + owner + ": which one?", written.at,
                                 "a field of each of them",
                                 {"take something over them: " + work_.word(keyword::max) + "(" +
                                  written.text + "." + written.member + ")"}));
        else if (!found->is_broken)
            work_.report(problem("T3007", owner + " is not a collection", written.at,
                                 "has no fields of its own",
                                 {"only a collection has fields: write " + owner + " alone"}));
        return invalid_at(written.at);
    }

    [[nodiscard]] typed_expression child_field(ast::expression const& written) {
        auto const* const child = work_.members[scope_.collection].find(written.text);
        if (child == nullptr) {
            auto const* const found = work_.symbols.find(written.text);
            bool const is_parameter =
                found != nullptr && found->kind == symbol_kind::parameter && !found->is_broken;
            return is_parameter ? parameter(found->index) : unknown_name(written);
        }
        if (child->is_broken) return invalid_at(written.at);
        auto const& field = work_.program.fields.collections[scope_.collection].fields[child->index];
        typed_expression result;
        result.what = operation::field;
        result.has_condition = true;
        result.index = child->index;
        result.type = field.type;
        result.may_be_unknown = field.is_optional;
        return result;
    }

    [[nodiscard]] typed_expression unknown_name(ast::expression const& written) {
        if (work_.broken.contains(written.text)) return invalid_at(written.at);
        auto const* const elsewhere = scope_.inside() ? work_.symbols.find(written.text) : nullptr;
        if (elsewhere != nullptr && elsewhere->is_broken) return invalid_at(written.at);
        auto const owner = scope_.inside()
                               ? backquoted(work_.program.fields.collections[scope_.collection].name)
                               : std::string();
        std::vector<std::string> help;
        if (elsewhere != nullptr)
            help = {"inside an aggregate only the fields of " + owner + ", parameters and " +
                    work_.word(keyword::as_of) + " can be named"};
        else
            help =
                work_.near(written.text, scope_.inside() ? work_.members[scope_.collection] : work_.symbols);
        if (help.empty()) help = {"declare it, or write it in quotes if it is a text"};
        work_.report(problem(
            "T3001", "unknown name " + backquoted(written.text) + (owner.empty() ? "" : " in " + owner),
            written.at, elsewhere == nullptr ? "not declared" : "not a field of " + owner, std::move(help)));
        return invalid_at(written.at);
    }

    [[nodiscard]] typed_expression compare(ast::expression const& written) {
        typed_expression result;
        result.what = operation::compare;
        result.type = type_of(kind::boolean);
        result.op = comparison_of(written.op);
        auto left = visit(written.operands[0]);
        auto right = visit_beside(left, written.operands[1]);
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
    bool add_member_field(typed_expression& result, ast::expression const& written);
    bool needs_no_field(ast::expression const& written);
    static void set_aggregate_type(typed_expression& result);
    [[nodiscard]] typed_expression membership(ast::expression const& written);
    void look_only(ast::expression const& written);
    bool add_member(typed_expression& result, ast::expression const& written, span op_at);
    [[nodiscard]] typed_expression range(typed_expression& subject, ast::expression const& written,
                                         span op_at);
    void warn_empty_range(typed_expression const& low, typed_expression const& high,
                          ast::expression const& written);
    [[nodiscard]] typed_expression text_match(ast::expression const& written);

    /// Names asked for with `is unknown` or `is known` anywhere in a condition: its author thought of the
    /// gap.
    void note_known_tests(ast::expression const& written) {
        if (written.kind == ast::node::is_unknown && written.operands[0].kind == ast::node::name)
            known_tests_.insert(written.operands[0].text);
        for (auto const& one : written.operands) note_known_tests(one);
    }

    void warn_unknown(typed_expression const& subject, ast::expression const& written,
                      std::string const& op) {
        auto const& name = written.operands[0];
        if (!subject.may_be_unknown || name.kind != ast::node::name || known_tests_.contains(name.text))
            return;
        auto const shown = quote_name(name.text, work_.lang());
        work_.report(problem("T4003",
                             backquoted(op) + " does not select accounts without " + backquoted(name.text),
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
    std::unordered_set<std::string> known_tests_;
};

}  // namespace tramo::checking
