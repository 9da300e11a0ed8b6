// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Palettes: the trees of actions, whose they are, and the fields that tell of an account's actions.
#pragma once

#include <tramo/impl/check/action_columns.ipp>
#include <tramo/impl/check/palette_codes.ipp>

namespace tramo::checking {

/// Reads the tree of one palette.
class palette_reader {
public:
    explicit palette_reader(workspace& work) : work_(work), constants_(work) {}

    [[nodiscard]] action_palette read(ast::palette_declaration const& written) {
        out_.name = written.name.text;
        out_.label = written.label ? written.label->text : out_.name;
        out_.at = written.head_at;
        if (written.label) constants_.refuse_blank(*written.label, "label");
        for (auto const& one : written.actions) add(one);
        if (written.actions.empty() && work_.broken.empty())
            work_.report(problem("T4046", "palette " + backquoted(out_.name) + " has no action", out_.at,
                                 "every action would be another",
                                 {"declare one: " + work_.word(keyword::action) + " promise " +
                                  work_.word(keyword::rank) + " 1"}));
        code_clashes(work_, out_).report();
        warn_of_depth();
        return std::move(out_);
    }

private:
    void add(ast::palette_action const& written) {
        palette_action added;
        auto const depth = written.depth < 0 ? 0U : static_cast<std::size_t>(written.depth);
        last_of_.resize(std::min(depth, last_of_.size()));
        added.depth = static_cast<int>(last_of_.size());
        if (!last_of_.empty()) inherit(added, last_of_.back());
        added.name = written.name.text;
        added.label = written.label ? written.label->text : added.name;
        added.at = written.name.at;
        refuse_name(written);
        set_rank(added, written);
        set_meaning(added, written);
        if (written.label) constants_.refuse_blank(*written.label, "label");
        for (auto const& alias : written.aliases) {
            constants_.refuse_blank(alias, "code");
            added.aliases.push_back(alias.text);
        }
        last_of_.push_back(out_.actions.size());
        out_.actions.push_back(std::move(added));
    }

    /// What is not written is that of the action around it.
    void inherit(palette_action& to, std::size_t parent) const {
        to = out_.actions[parent];
        to.parent = parent;
        to.depth += 1;
        to.aliases.clear();
    }

    void refuse_name(ast::palette_action const& written) {
        auto const name = backquoted(written.name.text);
        if (fold_name(written.name.text) == other_action) {
            work_.report(problem("T3009", name + " is the name of all that no palette knows", written.name.at,
                                 "taken", {"give this action another name"}));
            return;
        }
        auto const [first, is_new] = names_.try_emplace(written.name.text, written.name.at);
        if (is_new) return;
        auto twice = problem("T3002", "the action " + name + " is declared twice in " + backquoted(out_.name),
                             written.name.at, "again here",
                             {"give one of them another name; codes of the feed are labels and aliases"});
        twice.labels.push_back({first->second, "first declared here"});
        work_.report(std::move(twice));
    }

    void set_rank(palette_action& added, ast::palette_action const& written) {
        auto const rank = work_.word(keyword::rank);
        if (written.rank && *written.rank < 1)
            work_.report(problem("T2044", "the best " + backquoted(rank) + " is 1", written.at,
                                 "better than the best", {"count from 1: " + rank + " 1"}));
        if (written.rank) {
            added.rank = std::max(*written.rank, 1);
            return;
        }
        bool const is_told = added.depth > 0 && added.rank == 0;
        if (added.rank > 0 || is_told) return;
        work_.report(
            problem("T4040", "the action " + backquoted(added.name) + " has no rank", written.name.at,
                    "better or worse than the others?",
                    {"say its place among all actions, 1 for the best: " + work_.word(keyword::action) + " " +
                     quote_name(added.name, work_.lang()) + " " + rank + " 10"}));
    }

    static void set_meaning(palette_action& added, ast::palette_action const& written) {
        if (written.contact) {
            added.is_right_party = *written.contact == keyword::right_party;
            added.is_contact = added.is_right_party || *written.contact == keyword::contact;
        }
        if (written.channel) added.channel = written.channel->text;
        added.closes = added.closes || written.closes;
        added.opens_promise = added.opens_promise || written.opens_promise;
        added.raises_claim = added.raises_claim || written.raises_claim;
        if (written.state) added.state = written.state->text;
        if (written.substate) added.substate = written.substate->text;
    }

    /// In one column of codes any level can stand.
    void warn_of_depth() {
        auto const columns = work_.program.actions.code.size();
        if (columns == 1) return;
        auto const below = std::find_if(out_.actions.begin(), out_.actions.end(), [&](auto const& one) {
            return one.depth >= static_cast<int>(columns);
        });
        if (below == out_.actions.end()) return;
        work_.report(problem(
            "T4044",
            "the feed has " + std::to_string(columns) + " columns of codes, and " + backquoted(below->name) +
                " is one level below",
            below->at, "never read",
            {"name the column of this level too, behind the others: " + work_.word(keyword::code) + " …, …"},
            severity::warning));
    }

    workspace& work_;
    offer_constants constants_;
    action_palette out_;
    std::unordered_map<std::string, span> names_;
    std::vector<std::size_t> last_of_;  ///< of each depth down to the last action read
};

class palette_checker {
public:
    explicit palette_checker(workspace& work) : work_(work), feed_(work) {}

    /// The feed, the trees, and the names of actions, of which conditions speak.
    void declare() {
        auto const each = [this](auto visit) {
            for (auto const& one : work_.program.document.declarations) visit(one);
        };
        each([this](auto const& one) {
            if (auto const* const feed = std::get_if<ast::actions_declaration>(&one)) feed_.add(*feed);
        });
        each([this](auto const& one) {
            if (auto const* const palette = std::get_if<ast::palette_declaration>(&one)) declare(*palette);
        });
        feed_.finish(is_any_);
        code_list codes(work_);
        if (is_any_) codes.number();
        if (is_any_) values_ = codes.values();
    }

    /// The fields that hold what actions say, behind those of alerts and counters.
    void add_fields() {
        if (!is_any_) return;
        auto& fields = work_.program.fields.fields;
        work_.program.action_fields = fields.size();
        for (std::size_t i = 0; i < action_field_count; ++i) {
            std::string const name = action_field_names[i];
            for (auto const& one : fields)
                if (one.name == name) refuse_field(name);
            field added;
            added.name = name;
            added.type = type_of_field(static_cast<action_field>(i));
            added.is_optional = true;
            added.is_computed = true;
            fields.push_back(std::move(added));
        }
    }

    /// Whose each palette is, once the definitions are known.
    void check_conditions() {
        find_askers();
        for (auto const& [written, index] : sources_) {
            if (!written->condition) continue;
            auto condition = expression_checker(work_).condition(*written->condition);
            if (auto const asked = asks_actions(condition)) refuse_circle(*asked, index);
            work_.program.palettes[index].condition = std::move(condition);
        }
    }

private:
    /// Where a condition asks what actions say, and where that is written: in it, or in a definition.
    struct asking {
        span at;
        span written;
    };

    void declare(ast::palette_declaration const& written) {
        is_any_ = true;
        auto& palettes = work_.program.palettes;
        symbol const named{symbol_kind::palette, palettes.size(), written.name.at};
        if (!work_.symbols.declare(written.name, named, work_.found)) return;
        sources_.emplace_back(&written, palettes.size());
        palettes.push_back(palette_reader(work_).read(written));
        auto const before = count_;
        count_ += palettes.back().actions.size();
        if (before <= most_actions && count_ > most_actions)
            work_.report(problem("T4017", "a policy has at most 60,000 actions", written.head_at,
                                 "one palette too many", {"make several policies of it"}));
    }

    void refuse_field(std::string const& name) {
        work_.report(problem("T3002",
                             "a field is called " + backquoted(name) + " like what is known of actions",
                             work_.program.palettes.empty() ? span{} : work_.program.palettes.front().at,
                             "this palette", {"give the field another name"}));
    }

    [[nodiscard]] data_type type_of_field(action_field which) const {
        switch (which) {
            case action_field::best_code:
            case action_field::best_action:
            case action_field::last_code:
            case action_field::last_action:
                return values_;
            case action_field::best_contact:
            case action_field::last_contact:
                return type_of(kind::boolean);
            case action_field::best_day:
            case action_field::last_day:
            case action_field::contacts_first:
            case action_field::contacts_last:
                return type_of(kind::date);
            case action_field::best_agent:
            case action_field::last_agent:
                return type_of(kind::text);
            default:
                return type_of(kind::integer);
        }
    }

    /// Definitions after those they use, so that each is looked at once.
    void find_askers() {
        askers_.assign(work_.program.definitions.size(), std::nullopt);
        for (auto const index : work_.program.order)
            for (auto const& version : work_.program.definitions[index].versions)
                if (!askers_[index]) askers_[index] = asks_actions(version.meaning);
    }

    [[nodiscard]] std::optional<asking> asks_actions(typed_expression const& what) const {
        auto const first = work_.program.action_fields;
        bool const is_own_field = what.what == operation::field && !what.is_scoped;
        if (is_own_field && what.index >= first && what.index - first < action_field_count)
            return asking{what.at, what.at};
        if (what.what == operation::definition && what.index < askers_.size() && askers_[what.index])
            return asking{what.at, askers_[what.index]->written};
        for (auto const& one : what.operands)
            if (auto const found = asks_actions(one)) return found;
        return {};
    }

    void refuse_circle(asking const& found, std::size_t index) {
        auto what = problem("T4012",
                            "the condition of palette " + backquoted(work_.program.palettes[index].name) +
                                " cannot look at what actions say",
                            found.at, "the palette says what they mean, and so which is the best",
                            {"ask for fields of the account, such as the creditor"});
        bool const is_elsewhere = found.written.begin != found.at.begin || found.written.end != found.at.end;
        if (is_elsewhere) what.labels.push_back({found.written, "asked here"});
        work_.report(std::move(what));
    }

    /// Kinds of actions are numbered in 16 bits.
    static constexpr std::size_t most_actions = 60'000;

    workspace& work_;
    action_feed_checker feed_;
    data_type values_;
    bool is_any_ = false;
    std::size_t count_ = 0;
    std::vector<std::pair<ast::palette_declaration const*, std::size_t>> sources_;
    std::vector<std::optional<asking>> askers_;  ///< by definition
};

}  // namespace tramo::checking
