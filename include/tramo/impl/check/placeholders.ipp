// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What `{name}` in the text of a message stands for.
#pragma once

#include <tramo/impl/check/treated_fields.ipp>
#include <tramo/impl/check/treated_names.ipp>

namespace tramo::checking {

/// A text cut at its placeholders.
struct cut_text {
    struct piece {
        std::string text;  ///< of a placeholder, without its braces
        bool is_placeholder = false;
        std::size_t from = 0, until = 0;  ///< in the text, with its braces
    };
    std::vector<piece> pieces;
    std::string mistake;  ///< of a brace, in words; empty where there is none
    std::size_t mistake_at = 0;
};

[[nodiscard]] TRAMO_INLINE std::string without_spaces(std::string const& text) {
    auto const first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// `{{` and `}}` are braces.
[[nodiscard]] TRAMO_INLINE cut_text cut_at_placeholders(std::string const& text) {
    cut_text cut;
    std::string plain;
    auto const refuse = [&](std::string what, std::size_t at) {
        cut.mistake = std::move(what);
        cut.mistake_at = at;
        return cut;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const one = text[i];
        bool const is_twice = i + 1 < text.size() && text[i + 1] == one;
        if ((one == '{' || one == '}') && is_twice) {
            plain += one;
            ++i;
        } else if (one == '}') {
            return refuse("a brace closes nothing", i);
        } else if (one != '{') {
            plain += one;
        } else {
            auto const end = text.find_first_of("{}", i + 1);
            if (end == std::string::npos || text[end] == '{') return refuse("a brace is not closed", i);
            auto name = without_spaces(text.substr(i + 1, end - i - 1));
            if (name.empty()) return refuse("nothing stands between the braces", i);
            if (!plain.empty()) cut.pieces.push_back({std::exchange(plain, {}), false, 0, 0});
            cut.pieces.push_back({std::move(name), true, i, end + 1});
            i = end;
        }
    }
    if (!plain.empty()) cut.pieces.push_back({std::move(plain), false, 0, 0});
    return cut;
}

class placeholder_reader {
public:
    explicit placeholder_reader(workspace& work) : work_(work) {}

    /// What it stands for; none where a mistake was reported.
    [[nodiscard]] std::optional<message_part> read(std::string const& name, span at) {
        message_part part;
        part.text = name;
        part.at = at;
        if (auto const effect = effect_named(name)) {
            part.what = message_part::form::effect_day;
            part.effect = *effect;
            return part;
        }
        auto const written = name_of(name, at);
        if (!written) return {};
        auto meaning = expression_checker(work_).value_of(*written);
        if (is_invalid(meaning)) return {};
        return place(std::move(part), std::move(meaning));
    }

private:
    [[nodiscard]] std::optional<std::size_t> effect_named(std::string const& name) const {
        auto const& all = work_.program.treatment.effects;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].name == without_quotes(name)) return i;
        return {};
    }

    [[nodiscard]] static std::string without_quotes(std::string const& name) {
        bool const is_quoted = name.size() > 2 && name.front() == '`' && name.back() == '`';
        return is_quoted ? name.substr(1, name.size() - 2) : name;
    }

    /// As if it stood in an expression; none, with a diagnostic, where it is no name of anything.
    [[nodiscard]] std::optional<ast::expression> name_of(std::string const& name, span at) {
        ast::expression written;
        written.kind = ast::node::name;
        written.at = written.member_at = written.op_at = at;
        auto const point = name.front() == '`' ? std::string::npos : name.find('.');
        written.text = without_quotes(name.substr(0, point));
        if (point != std::string::npos) written.member = without_quotes(name.substr(point + 1));
        if (point != std::string::npos && is_computed(written)) return written;
        auto const* const found = work_.symbols.find(written.text);
        bool const is_known_gap =
            work_.broken.contains(written.text) || (found != nullptr && found->is_broken);
        if (is_known_gap) return {};
        if (found == nullptr || !written.member.empty() != (found->kind == symbol_kind::table)) {
            report_unknown(name, written, at);
            return {};
        }
        return written;
    }

    /// `hold.x`, `arrears.x`, `promises.x`, `alert.x`, `best.x`, in the words of any language: a message
    /// stays as it is when the policy around it is written in another.
    [[nodiscard]] bool is_computed(ast::expression& written) const {
        std::optional<ast::expression> begun;
        for (auto const in : {work_.lang(), language::en, language::es, language::pt}) {
            auto read = written;
            auto const how = read_computed(read, in);
            if (how == computed::whole) {
                written = std::move(read);
                return true;
            }
            if (how == computed::begun && !begun) begun = std::move(read);
        }
        if (begun) written = std::move(*begun);
        return begun.has_value();
    }

    /// Whether both words were known, the first alone, or none.
    enum class computed { none, begun, whole };

    [[nodiscard]] static computed read_computed(ast::expression& written, language in) {
        auto const owner = word_among(written.text, in,
                                      {keyword::hold, keyword::alert, keyword::arrears, keyword::promises,
                                       keyword::best, keyword::last, keyword::attempts, keyword::contacts});
        if (!owner) return computed::none;
        auto const english = [&](ast::node what, std::vector<keyword> const& parts) {
            written.kind = what;
            auto const part = word_among(written.member, in, parts);
            written.text = spelling(*owner, language::en);
            if (part) written.member = spelling(*part, language::en);
            return part ? computed::whole : computed::begun;
        };
        switch (*owner) {
            case keyword::hold:
                written.kind = ast::node::hold;
                return computed::whole;
            case keyword::alert:
                written.kind = ast::node::alert;
                written.word = keyword::state;
                written.text = std::exchange(written.member, {});
                return computed::whole;
            case keyword::arrears:
            case keyword::promises:
                return english(ast::node::treated, treated_parts(*owner));
            default:
                return english(
                    ast::node::activity,
                    {keyword::code, keyword::action, keyword::rank, keyword::contact, keyword::day,
                     keyword::agent, keyword::total, keyword::window, keyword::first, keyword::last});
        }
    }

    void report_unknown(std::string const& name, ast::expression const& written, span at) {
        auto help =
            written.member.empty() ? work_.near(written.text, work_.symbols) : std::vector<std::string>();
        if (help.empty()) help = {"name a field, a value or a parameter; for a brace write two: {{ or }}"};
        work_.report(problem("T3022", "unknown name in a message: " + backquoted("{" + name + "}"), at,
                             "stands for nothing", std::move(help)));
    }

    [[nodiscard]] std::optional<message_part> place(message_part part, typed_expression meaning) {
        switch (meaning.type.kind) {
            case kind::text:
            case kind::enumeration: {
                part.what = message_part::form::text_field;
                auto const& field = opened(meaning);
                if (field.what == operation::field) {
                    part.field = field.index;
                    return part;
                }
                refuse(part, meaning, "a text that is not a field of the account", "name the field");
                return {};
            }
            case kind::boolean:
                part.what = message_part::form::truth;
                break;
            case kind::timestamp:
                refuse(part, meaning, "a moment",
                       "take its day: " + work_.word(keyword::value_) +
                           " its_day = " + work_.word(keyword::to_date) + "(" + part.text + ")");
                return {};
            default:
                part.what = message_part::form::number;
                if (!meaning.is_calendar_duration) break;
                refuse(part, meaning, "a number of months", "name a day, or a number of days");
                return {};
        }
        part.meaning = std::move(meaning);
        return part;
    }

    /// A value that is another name of a field stands for it.
    [[nodiscard]] typed_expression const& opened(typed_expression const& meaning) const {
        auto const* at = &meaning;
        while (at->what == operation::definition && work_.program.definitions[at->index].versions.size() == 1)
            at = &work_.program.definitions[at->index].versions.front().meaning;
        return *at;
    }

    void refuse(message_part const& part, typed_expression const& meaning, std::string label,
                std::string help) {
        work_.report(problem("T2047", backquoted("{" + part.text + "}") + " cannot be written in a message",
                             meaning.at, std::move(label), {std::move(help)}));
    }

    workspace& work_;
};

}  // namespace tramo::checking
