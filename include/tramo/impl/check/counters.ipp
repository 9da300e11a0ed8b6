// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Counters: what is computed over all events of an account, and held by a field for segments.
#pragma once

#include <tramo/impl/check/alert_names.ipp>
#include <tramo/impl/check/log_aggregates.ipp>
#include <tramo/impl/check/order.ipp>

namespace tramo::checking {

class counter_checker {
public:
    explicit counter_checker(workspace& work) : work_(work) {}

    void declare(ast::counter_declaration const& written) {
        auto& counters = work_.program.counters;
        if (!work_.symbols.declare(written.name, {symbol_kind::counter, counters.size(), written.name.at},
                                   work_.found))
            return;
        counter added;
        added.name = written.name.text;
        if (written.label) added.label = written.label->text;
        added.at = written.name.at;
        counters.push_back(std::move(added));
        work_.counters.push_back({&written, 0, false, false});
    }

    /// Counters after those they use; then the fields that hold them.
    void check() {
        std::vector<std::vector<use>> uses(work_.counters.size());
        for (std::size_t i = 0; i < uses.size(); ++i)
            use_collector(work_, uses[i], symbol_kind::counter).collect(work_.counters[i].written->meaning);
        definition_sorter sorter(uses, work_, symbol_kind::counter);
        for (auto const index : sorter.sort()) check(index);
        for (std::size_t i = 0; i < uses.size(); ++i)
            if (sorter.in_cycle(i)) check(i);
        for (auto& one : work_.program.counters) add_field(one);
    }

private:
    void check(std::size_t index) {
        auto& source = work_.counters[index];
        auto const first = work_.program.expression_count;
        auto meaning =
            expression_checker(work_, {scope::place::counter, index}).value_of(source.written->meaning);
        source.nodes = work_.program.expression_count - first;
        source.is_sound = !is_invalid(meaning) && require_quantity(index, meaning);
        auto& counter = work_.program.counters[index];
        counter.type = meaning.type;
        counter.meaning = std::move(meaning);
    }

    bool require_quantity(std::size_t index, typed_expression const& meaning) {
        auto const name = backquoted(work_.program.counters[index].name);
        if (meaning.is_calendar_duration) {
            work_.report(problem("T2039", "months and years are no value by themselves", meaning.at,
                                 "months differ in length", {"write days or weeks"}));
            return false;
        }
        switch (meaning.type.kind) {
            case kind::integer:
            case kind::decimal:
            case kind::money:
            case kind::percent:
            case kind::date:
            case kind::duration:
                return true;
            case kind::timestamp:
                work_.report(problem("T2039", "counter " + name + " is a moment", meaning.at, "a moment",
                                     {"take its day: " + work_.word(keyword::to_date) + "(…)"}));
                return false;
            default:
                work_.report(problem("T2039", "counter " + name + " is " + describe(meaning.type), meaning.at,
                                     describe(meaning.type),
                                     {"a counter is a number, an amount, a percentage, a date or a length of "
                                      "time: count the events for which it holds"}));
                return false;
        }
    }

    void add_field(counter& of) {
        auto& fields = work_.program.fields.fields;
        of.field = fields.size();
        field added;
        added.name = of.name;
        added.label = of.label;
        added.type = of.type;
        added.is_optional = true;
        added.is_computed = true;
        fields.push_back(std::move(added));
    }

    workspace& work_;
};

}  // namespace tramo::checking
