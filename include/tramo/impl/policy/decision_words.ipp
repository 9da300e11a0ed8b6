// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Why an effect stands as it does, in words of the policy's language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tramo/impl/policy/decision_texts.ipp>
#include <tramo/syntax/keywords.hpp>

namespace tramo::deciding {

enum class phrase : std::uint8_t {
    condition_holds,
    still_stands,
    from_day_on,
    no_day_found,
    held_by,
    until,
    lacking,
    needs_approval,
    or_,
    evidence_missing,
    released,
    unknown,
    late,
    yes,
    no,
    day,
    days,
    zone_unknown,
    no_zone,
    zone_ends,
    no_jurisdiction,
    no_pack,
    only_with_consent,
    calendar_ends,
    no_version
};

/// By phrase and language; `{}` is filled in.
inline constexpr std::string_view phrases[][3] = {
    {"condition holds: {}", "se cumple la condición: {}", "a condição é satisfeita: {}"},
    {"still stands: {}", "sigue en pie: {}", "continua em vigor: {}"},
    {"from {} on", "a partir del {}", "a partir de {}"},
    {"no permitted day was found", "no se encontró un día permitido", "não se encontrou um dia permitido"},
    {"held by {}", "suspendido por {}", "suspenso por {}"},
    {"{} until {}", "{} hasta el {}", "{} até {}"},
    {"lacking: {}", "falta: {}", "falta: {}"},
    {"needs the approval of {}", "necesita la aprobación de {}", "precisa da aprovação de {}"},
    {" or ", " o ", " ou "},
    {"evidence `{}` is missing", "falta la evidencia `{}`", "falta a evidência `{}`"},
    {"its release holds: {}", "se cumple su liberación: {}", "a liberação é satisfeita: {}"},
    {"cannot be told: a field that it reads is missing", "no se puede saber: falta un campo que lee",
     "não se pode saber: falta um campo que ela lê"},
    {"should have been done by {}", "debió hacerse a más tardar el {}", "deveria ter sido feito até {}"},
    {"yes", "sí", "sim"},
    {"no", "no", "não"},
    {"day", "día", "dia"},
    {"days", "días", "dias"},
    {"the zone `{}` is unknown", "la zona `{}` es desconocida", "o fuso `{}` é desconhecido"},
    {"the policy names no zone, so its clock says nothing elsewhere",
     "la política no nombra zona: su reloj no dice nada en otro lugar",
     "a política não nomeia fuso: seu relógio não diz nada em outro lugar"},
    {"the rules of the zone `{}` are not known at that moment",
     "las reglas de la zona `{}` no se conocen en ese momento",
     "as regras do fuso `{}` não são conhecidas nesse momento"},
    {"the jurisdiction is unknown", "la jurisdicción es desconocida", "a jurisdição é desconhecida"},
    {"no pack of contact limits is for `{}`", "ningún paquete de límites de contacto es para `{}`",
     "nenhum pacote de limites de contato é para `{}`"},
    {"only with consent", "solo con consentimiento", "somente com consentimento"},
    {"cannot be told: the holidays given do not reach far enough",
     "no se puede saber: los feriados dados no alcanzan",
     "não se pode saber: os feriados dados não alcançam"},
    {"no version of the template holds on the day", "ninguna versión de la plantilla rige ese día",
     "nenhuma versão do modelo vigora nesse dia"}};

[[nodiscard]] inline std::string say(phrase what, language in, std::vector<std::string> const& with = {}) {
    std::string text(phrases[static_cast<std::size_t>(what)][static_cast<std::size_t>(in)]);
    std::size_t at = 0;
    for (auto const& one : with) {
        at = text.find("{}", at);
        if (at == std::string::npos) break;
        text.replace(at, 2, one);
        at += one.size();
    }
    return text;
}

[[nodiscard]] inline std::string const& caption_of(std::string const& name, std::string const& label) {
    return label.empty() ? name : label;
}

class effect_teller {
public:
    effect_teller(decisions::model const& of, account_texts& texts)
        : model_(of), texts_(texts), in_(of.with.policy().language()) {}

    [[nodiscard]] effect_definition const& definition(decided_effect const& of) const {
        return model_.treatment().effects[of.effect];
    }

    /// What the policy says of it stands in front.
    [[nodiscard]] std::string reason(decided_effect const& of) {
        auto const own = texts_.at(definition(of).reason, of.row);
        std::string text = own.empty() ? std::string() : std::string(own) + "; ";
        text += told(of);
        if (of.is_late && of.last) text += "; " + say(phrase::late, in_, {to_string(*of.last)});
        return text;
    }

    /// Names of the holds that keep it.
    [[nodiscard]] std::vector<std::string> holds(decided_effect const& of) const {
        std::vector<std::string> names;
        for_holds(of, [&](std::size_t i) { names.push_back(model_.treatment().holds[i].name); });
        return names;
    }

    /// Requirements by their names; an approval by its roles, or by its evidence where only that is missing.
    [[nodiscard]] std::vector<std::string> missing(decided_effect const& of) {
        std::vector<std::string> names;
        auto const& effect = definition(of);
        for (std::size_t i = 0; i < effect.requirements.size(); ++i)
            if (lacks(of, i)) names.push_back(effect.requirements[i].name);
        for (auto const* const one : approvals_missing(of))
            names.push_back(lacks_role(*one, of.row)
                                ? joined(one->roles, "/")
                                : model_.program().fields.fields[one->evidence_field].name);
        return names;
    }

private:
    static constexpr std::size_t first_approval = 16;

    [[nodiscard]] static bool lacks(decided_effect const& of, std::size_t bit) {
        return bit < 32 && ((of.missing >> bit) & 1) != 0;
    }

    template <class Use>
    void for_holds(decided_effect const& of, Use use) const {
        for (std::size_t i = 0; i < model_.treatment().holds.size(); ++i)
            if (((of.holds >> i) & 1) != 0) use(i);
    }

    [[nodiscard]] std::string told(decided_effect const& of) {
        auto const& effect = definition(of);
        auto const& caption = caption_of(effect.name, effect.label);
        switch (of.status) {
            case effect_status::in_force:
                return say(of.stands ? phrase::still_stands : phrase::condition_holds, in_, {caption});
            case effect_status::waiting:
                return of.next ? say(phrase::from_day_on, in_, {to_string(*of.next)})
                               : say(phrase::no_day_found, in_);
            case effect_status::held:
                return say(phrase::held_by, in_, {joined(hold_captions(of))});
            case effect_status::lacking:
                return say(phrase::lacking, in_, {joined(requirement_captions(of))});
            case effect_status::unapproved:
                return tell_approvals(of);
            case effect_status::released:
                return say(phrase::released, in_, {caption});
            default:
                return say(of.lacks_calendar ? phrase::calendar_ends : phrase::unknown, in_);
        }
    }

    [[nodiscard]] std::vector<std::string> hold_captions(decided_effect const& of) const {
        std::vector<std::string> captions;
        for_holds(of, [&](std::size_t i) {
            auto const& hold = model_.treatment().holds[i];
            captions.push_back(with_last_day(i, of.row, caption_of(hold.name, hold.label)));
        });
        return captions;
    }

    /// The last day of those of its intervals that are in force; none where one is open.
    [[nodiscard]] std::string with_last_day(std::size_t hold, std::uint32_t row,
                                            std::string const& caption) const {
        std::optional<date> end;
        bool is_open = false;
        for_rows(model_.holds, model_.hold_starts, {row, row + 1}, [&](decided_hold const& one) {
            if (one.hold != hold || !is_in_force(one, model_.as_of())) return;
            is_open = is_open || !one.when.end;
            if (one.when.end && (!end || *end < *one.when.end)) end = one.when.end;
        });
        return is_open || !end ? caption : say(phrase::until, in_, {caption, to_string(date{end->days - 1})});
    }

    [[nodiscard]] std::vector<std::string> requirement_captions(decided_effect const& of) const {
        std::vector<std::string> captions;
        auto const& all = definition(of).requirements;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (lacks(of, i)) captions.push_back(caption_of(all[i].name, all[i].label));
        return captions;
    }

    [[nodiscard]] std::vector<effect_approval const*> approvals_missing(decided_effect const& of) const {
        std::vector<effect_approval const*> all;
        auto const& approvals = definition(of).approvals;
        for (std::size_t i = 0; i < approvals.size(); ++i)
            if (lacks(of, first_approval + i)) all.push_back(&approvals[i]);
        return all;
    }

    /// Whether nobody of the roles has approved; else it is the evidence that is missing.
    [[nodiscard]] bool lacks_role(effect_approval const& of, std::uint32_t row) {
        if (of.evidence_field == no_index) return true;
        if (of.by_field == no_index) return texts_.is_evidence(of.evidence_field, row);
        return !texts_.names_role(of, row);
    }

    [[nodiscard]] std::string tell_approvals(decided_effect const& of) {
        std::vector<std::string> told;
        for (auto const* const one : approvals_missing(of))
            told.push_back(lacks_role(*one, of.row)
                               ? say(phrase::needs_approval, in_, {joined(one->roles, say(phrase::or_, in_))})
                               : say(phrase::evidence_missing, in_,
                                     {model_.program().fields.fields[one->evidence_field].name}));
        return joined(told, "; ");
    }

    decisions::model const& model_;
    account_texts& texts_;
    language in_;
};

/// Why an effect stands as it does.
[[nodiscard]] inline std::string reason_of(decisions::model const& of, decided_effect const& one) {
    account_texts texts(of, {one.row, one.row + 1});
    return effect_teller(of, texts).reason(one);
}

}  // namespace tramo::deciding
