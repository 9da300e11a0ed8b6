// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Draws queues and conditions as questions, one below the other.
#pragma once

#include <tramo/explain/flow.hpp>
#include <tramo/impl/explain/describe_conditions.ipp>
#include <tramo/syntax/print.hpp>

namespace tramo::describing {

/// A condition of more questions is not drawn.
inline constexpr std::size_t most_questions = 100;

[[nodiscard]] inline std::string caption_of(std::string const& name,
                                            std::optional<ast::text_literal> const& label) {
    return label && !label->text.empty() ? label->text : name;
}

class flow_drawer {
public:
    flow_drawer(sentence_writer& words, source const& text)
        : words_(words), with_(words.with()), text_(text) {}

    /// Adds a version of a strategy below what is there.
    void draw(flow& into, ast::strategy_declaration const& one) {
        auto const version = one.period.version ? one.period.version->text : std::string();
        auto const start = add(
            into, flow_node::kind::start,
            version.empty() ? say(said::flow_start) : say(said::flow_start_version, {version}), line(one.at));
        auto before = start;
        std::string text;
        for (auto const& queue : one.queues) {
            auto const asked = ask(into, queue.condition, true);
            into.edges.push_back({before, asked, text, "", before != start});
            take(into, asked, queue);
            before = asked;
            text = say(said::flow_no);
        }
        auto const rest =
            add(into, flow_node::kind::end,
                one.rest ? caption_of(one.rest->name.text, one.rest->label) : say(said::flow_rest),
                one.rest ? line(one.rest->at) : std::string());
        into.edges.push_back({before, rest, text, "", before != start});
    }

    /// A condition, question by question; nothing where that would be too many.
    void draw(flow& into, ast::expression const& condition) {
        if (count(condition) > most_questions) return;
        auto const start = add(into, flow_node::kind::start, say(said::flow_start), "");
        // Questions are added in their order, so the places of all nodes are known beforehand.
        auto const no = into.nodes.size() + count(condition);
        auto const yes = no + 1;
        into.edges.push_back({start, into.nodes.size(), "", "", false});
        questions(into, condition, true, yes, no);
        add(into, flow_node::kind::end, say(said::flow_does_not_hold), "");
        add(into, flow_node::kind::end, say(said::flow_holds), "");
        into.nodes[yes].column = 1;
        into.nodes[yes].row = into.nodes[no].row;
    }

private:
    [[nodiscard]] std::string say(said what, strings const& filled = {}) const {
        return with_.say(what, filled);
    }
    [[nodiscard]] std::string line(span at) const {
        return say(said::line, {std::to_string(text_.at(at.begin).line)});
    }

    /// In a row of its own.
    static std::size_t add(flow& into, flow_node::kind what, std::string text, std::string detail) {
        flow_node node;
        node.what = what;
        node.text = std::move(text);
        node.detail = std::move(detail);
        node.row = into.nodes.empty() ? 0 : into.nodes.back().row + 1;
        into.nodes.push_back(std::move(node));
        return into.nodes.size() - 1;
    }

    std::size_t ask(flow& into, ast::expression const& condition, bool is_so) {
        auto const text = unmarked(capital(words_.clause(condition, is_so)));
        return add(into, flow_node::kind::decision, shortened(text), text + " (" + line(condition.at) + ")");
    }

    void take(flow& into, std::size_t asked, ast::queue_declaration const& queue) {
        auto const end =
            add(into, flow_node::kind::end, caption_of(queue.name.text, queue.label), line(queue.at));
        into.nodes[end].column = 1;
        into.nodes[end].row = into.nodes[asked].row;
        bool const is_off = queue.period.is_inactive;
        auto text = say(is_off ? said::flow_nobody : said::yes_word);
        if (queue.period.from) text += "; " + say(said::from_on, {with_.day(*queue.period.from)});
        if (queue.period.until) text += "; " + say(said::up_to, {with_.day(*queue.period.until)});
        into.edges.push_back({asked, end, text,
                              is_off ? with_.word(keyword::false_) : print(queue.condition, with_.in()),
                              false});
    }

    [[nodiscard]] static std::size_t count(ast::expression const& what) {
        if (what.kind == ast::node::not_) return count(what.operands[0]);
        if (!is_chain(what)) return 1;
        std::size_t all = 0;
        for (auto const& one : what.operands) all += count(one);
        return all;
    }

    /// The questions of a condition, from the first to the last; `not` is carried down to them, so that what
    /// is not known takes the same way as what does not hold.
    void questions(flow& into, ast::expression const& what, bool is_so, std::size_t yes, std::size_t no) {
        if (what.kind == ast::node::not_) return questions(into, what.operands[0], !is_so, yes, no);
        if (!is_chain(what)) return question(into, what, is_so, yes, no);
        bool const is_and = (what.kind == ast::node::and_) == is_so;
        for (auto const& part : what.operands) {
            bool const is_last = &part == &what.operands.back();
            auto const next = into.nodes.size() + count(part);
            questions(into, part, is_so, is_and && !is_last ? next : yes, !is_and && !is_last ? next : no);
        }
    }

    void question(flow& into, ast::expression const& what, bool is_so, std::size_t yes, std::size_t no) {
        auto const asked = ask(into, what, is_so);
        ast::expression denied;
        denied.kind = ast::node::not_;
        if (!is_so) denied.operands.push_back(what);
        auto const condition = print(is_so ? what : denied, with_.in());
        into.edges.push_back({asked, yes, say(said::yes_word), condition, false});
        into.edges.push_back({asked, no, say(said::flow_no), "", true});
    }

    sentence_writer& words_;
    speaker& with_;
    source const& text_;
};

}  // namespace tramo::describing
