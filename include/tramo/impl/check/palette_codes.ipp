// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// By what feeds and conditions call actions: texts that mean two of them, and the values of `best.code`.
#pragma once

#include <tramo/impl/check/offer_constants.ipp>

namespace tramo::checking {

/// Finds actions of one palette that a feed could not tell apart.
class code_clashes {
public:
    code_clashes(workspace& work, action_palette const& of) : work_(work), of_(of) {}

    void report() {
        for (std::size_t i = 0; i < of_.actions.size(); ++i) {
            auto const& one = of_.actions[i];
            add(i, one.name);
            add(i, one.label);
            for (auto const& alias : one.aliases) add(i, alias);
        }
    }

private:
    /// Compares with those before it; an action that was spoken of is not spoken of again.
    void add(std::size_t index, std::string const& text) {
        auto const folded = fold_name(text);
        if (folded.empty()) return;
        auto& bearers = bearers_[folded];
        if (std::find(bearers.begin(), bearers.end(), index) != bearers.end()) return;
        bool is_told = told_.contains(index);
        for (auto const other : bearers) {
            if (is_told) break;
            is_told = refuse_alike(index, other, text);
        }
        if (!is_told && !bearers.empty() && work_.program.actions.code.size() == 1)
            is_told = judge_anywhere(index, bearers, text);
        if (is_told) told_.insert(index);
        if (bearers.size() < most_compared) bearers.push_back(index);
    }

    bool refuse_alike(std::size_t index, std::size_t other, std::string const& text) {
        auto const& one = of_.actions[index];
        auto const& first = of_.actions[other];
        if (one.name == first.name) return true;
        if (one.parent == first.parent) {
            clash("\"" + text + "\" is " + backquoted(one.name) + " and " + backquoted(first.name) +
                      ", side by side",
                  index, other, {"leave it out of one of them"});
            return true;
        }
        if (fold_name(one.name) != fold_name(first.name)) return false;
        clash(backquoted(one.name) + " reads like " + backquoted(first.name), index, other,
              {"give one of them another name"});
        return true;
    }

    /// In one column of codes the text alone decides: the outermost of those that bear it.
    bool judge_anywhere(std::size_t index, std::vector<std::size_t> const& bearers, std::string const& text) {
        auto const& one = of_.actions[index];
        auto const around = std::find_if(bearers.begin(), bearers.end(),
                                         [&](std::size_t other) { return is_within(index, other); });
        auto const columns =
            "or read a column for each level: " + work_.word(keyword::code) + " kind, response";
        if (around == bearers.end()) {
            clash("\"" + text + "\" is " + backquoted(one.name) + " and " +
                      backquoted(of_.actions[bearers.front()].name) + ", in one column of codes",
                  index, bearers.front(), {"call one of them otherwise", columns});
            return true;
        }
        auto const& outer = of_.actions[*around];
        auto what = problem("T4041", "\"" + text + "\" alone is read as " + backquoted(outer.name), one.at,
                            "only behind the codes around it", {"call one of them otherwise", columns},
                            severity::warning);
        what.labels.push_back({outer.at, "stands around it"});
        work_.report(std::move(what));
        return true;
    }

    [[nodiscard]] bool is_within(std::size_t index, std::size_t other) const {
        for (auto at = of_.actions[index].parent; at != no_index; at = of_.actions[at].parent)
            if (at == other) return true;
        return false;
    }

    void clash(std::string message, std::size_t index, std::size_t other, std::vector<std::string> help) {
        auto what = problem("T3009", std::move(message), of_.actions[index].at, "which one is meant?",
                            std::move(help));
        what.labels.push_back({of_.actions[other].at, "this one"});
        work_.report(std::move(what));
    }

    /// Of actions that share a text so many are compared with the next one.
    static constexpr std::size_t most_compared = 100;

    workspace& work_;
    action_palette const& of_;
    std::unordered_map<std::string, std::vector<std::size_t>> bearers_;  ///< of each folded text
    std::unordered_set<std::size_t> told_;
};

/// The codes of all palettes, and which values conditions may compare with.
class code_list {
public:
    explicit code_list(workspace& work) : work_(work) {}

    /// Equal names in several palettes are one code.
    void number() {
        auto& program = work_.program;
        for (std::size_t i = 0; i < program.palettes.size(); ++i)
            for (auto& one : program.palettes[i].actions) one.code = code_of(one, i);
        program.action_codes.emplace_back(other_action);
        work_.actions.insert(program.action_codes.begin(), program.action_codes.end());
    }

    /// Labels and aliases are other spellings, where they mean one code and read like no other.
    [[nodiscard]] data_type values() const {
        auto const& program = work_.program;
        std::vector<enumerant> all;
        std::unordered_map<std::string, std::size_t> meant;
        for (auto const& name : program.action_codes) {
            meant.emplace(fold_name(name), no_index);
            all.push_back({name, {}});
        }
        auto const each = [&](auto visit) {
            for (auto const& palette : program.palettes)
                for (auto const& one : palette.actions) {
                    visit(one.label, one.code);
                    for (auto const& alias : one.aliases) visit(alias, one.code);
                }
        };
        each([&](std::string const& text, std::size_t code) {
            auto const [known, is_new] = meant.try_emplace(fold_name(text), code);
            if (!is_new && known->second != code) known->second = no_index;
        });
        each([&](std::string const& text, std::size_t code) {
            auto& known = meant[fold_name(text)];
            if (known != code) return;
            all[code].aliases.push_back(text);
            known = no_index;
        });
        auto type = type_of(kind::enumeration);
        type.values = enumerant_list(std::move(all));
        return type;
    }

private:
    struct first_use {
        std::string name;
        std::size_t code = 0;
        std::size_t palette = 0;
        span at;
        bool is_told = false;
    };

    /// Those of one palette were compared with each other.
    [[nodiscard]] std::size_t code_of(palette_action const& one, std::size_t palette) {
        auto& codes = work_.program.action_codes;
        auto const [known, is_new] = by_text_.try_emplace(
            fold_name(one.name), first_use{one.name, codes.size(), palette, one.at, false});
        if (is_new) codes.push_back(one.name);
        auto& first = known->second;
        if (first.name == one.name || first.palette == palette || first.is_told) return first.code;
        auto clash = problem("T3009", backquoted(one.name) + " reads like " + backquoted(first.name), one.at,
                             "the same but for case and accents",
                             {"write both alike if they mean the same, else give one another name"});
        clash.labels.push_back({first.at, "this one"});
        work_.report(std::move(clash));
        first.is_told = true;
        return first.code;
    }

    workspace& work_;
    std::unordered_map<std::string, first_use> by_text_;
};

}  // namespace tramo::checking
