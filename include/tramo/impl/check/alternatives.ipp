// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Ways to pay under a condition, and the most that may be forgiven.
#pragma once

#include <tramo/impl/check/debt.ipp>

namespace tramo::checking {

class alternative_reader {
public:
    alternative_reader(workspace& work, data_type const& money)
        : work_(work), constants_(work), money_(money) {}

    [[nodiscard]] offer_alternative read(ast::alternative_member const& written,
                                         std::string const& condition) {
        offer_alternative out;
        out.name = written.name.text;
        if (written.label) out.label = written.label->text;
        out.rule_id = condition + "." + out.name;
        out.is_lump_sum = written.is_lump_sum;
        out.at = written.name.at;
        if (!out.is_lump_sum) set_installments(written, out);
        return out;
    }

private:
    void set_installments(ast::alternative_member const& written, offer_alternative& out) {
        set_counts(written, out);
        if (written.every) {
            auto const every = constants_.interval(*written.every);
            out.every = every ? every->count : 1;
            if (every) out.every_unit = every->unit;
        }
        if (written.entry) {
            auto const entry = constants_.entry(*written.entry, money_);
            out.entry_share = entry.share;
            out.entry_amount = entry.amount;
        }
        if (written.rate) out.rate = constants_.share(*written.rate, work_.word(keyword::rate));
        if (written.minimum)
            out.minimum = constants_.amount(*written.minimum, work_.word(keyword::minimum), money_);
    }

    void set_counts(ast::alternative_member const& written, offer_alternative& out) {
        auto const refuse = [&](std::string message, std::string help) {
            work_.report(
                problem("T2042", std::move(message), written.name.at, "how many?", {std::move(help)}));
        };
        if (written.fewest < 1)
            return refuse("there is one installment at least",
                          "write: 1.." + std::to_string(most_installments));
        if (written.most < written.fewest)
            return refuse("the range of installments ends before it begins",
                          "write the smaller number first");
        if (written.most > most_installments)
            return refuse("there are at most 1,200 installments", "a hundred years of them are enough");
        out.fewest = written.fewest;
        out.most = written.most;
    }

    static constexpr int most_installments = 1'200;

    workspace& work_;
    offer_constants constants_;
    data_type money_;
};

class discount_reader {
public:
    explicit discount_reader(workspace& work) : work_(work), constants_(work) {}

    /// Adds a ceiling to those of one condition or one alternative.
    void read(ast::discount_member const& written, std::vector<discount_ceiling>& into) {
        discount_ceiling added;
        added.is_total = written.what == keyword::total;
        added.what = component_of(written.what);
        added.at = written.at;
        if (written.role) {
            constants_.refuse_blank(*written.role, "role");
            added.role = written.role->text;
        }
        if (written.share)
            added.share = constants_.share(*written.share, work_.word(keyword::discount)).value_or(decimal());
        if (written.matrix) added.matrix = matrix_named(*written.matrix);
        if (refuse_second(added, written, into)) return;
        into.push_back(std::move(added));
    }

    /// A discount on a component that no account has.
    void warn_of_nothing(std::vector<discount_ceiling> const& all, by_component<bool> const& is_owed) {
        for (auto const& one : all) {
            if (one.is_total || is_owed[index_of(one.what)]) continue;
            auto const word = work_.word(word_of(one.what));
            work_.report(problem("T4031", "there is no " + backquoted(word) + " to take a discount from",
                                 one.at, "always nothing",
                                 {"declare it: " + work_.word(keyword::debt) + " { … " + word +
                                  " field }, or take the discount out"},
                                 severity::warning));
        }
    }

private:
    [[nodiscard]] static keyword word_of(component which) {
        switch (which) {
            case component::interest:
                return keyword::interest;
            case component::fine:
                return keyword::fine;
            case component::fees:
                return keyword::fees;
            default:
                return keyword::principal;
        }
    }

    [[nodiscard]] std::size_t matrix_named(ast::name const& named) {
        auto const* const found = work_.symbols.find(named.text);
        if (found != nullptr && found->kind == symbol_kind::matrix) return found->index;
        if (work_.broken.contains(named.text)) return no_index;
        std::vector<std::string> names;
        for (auto const& one : work_.program.matrices) names.push_back(one.name);
        auto help = did_you_mean(named.text, names);
        if (help.empty())
            help = {"declare it: " + work_.word(keyword::matrix) + " " + named.text + " " +
                    work_.word(keyword::by) + " … { … }"};
        work_.report(problem("T3016", "unknown matrix " + backquoted(named.text), named.at,
                             found == nullptr ? "not declared" : "not a matrix", std::move(help)));
        return no_index;
    }

    bool refuse_second(discount_ceiling const& added, ast::discount_member const& written,
                       std::vector<discount_ceiling> const& before) {
        auto const same = [&](discount_ceiling const& one) {
            return one.is_total == added.is_total && (added.is_total || one.what == added.what) &&
                   fold(one.role) == fold(added.role);
        };
        auto const first = std::find_if(before.begin(), before.end(), same);
        if (first == before.end()) return false;
        auto const whose = added.role.empty() ? std::string("everybody") : "\"" + added.role + "\"";
        auto what = problem("T4030",
                            "two ceilings on " + backquoted(work_.word(written.what)) + " for " + whose +
                                ": which one holds?",
                            written.at, "this one", {"leave one of them out, or say for which role it is"});
        what.labels.push_back({first->at, "and this one"});
        work_.report(std::move(what));
        return true;
    }

    workspace& work_;
    offer_constants constants_;
};

}  // namespace tramo::checking
