// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Builds the flows of a policy on its three levels.
#pragma once

#include <tramo/check/program.hpp>
#include <tramo/explain/flow.hpp>
#include <tramo/impl/explain/describe_chapters.ipp>
#include <tramo/impl/explain/flow_bpmn.ipp>
#include <tramo/impl/explain/flow_drawer.ipp>
#include <tramo/impl/explain/flow_mermaid.ipp>

namespace tramo {
namespace describing {

/// What a declaration is called in a flow; nothing for those without a name of their own.
template <class Declaration>
[[nodiscard]] std::string flow_caption(Declaration const& one) {
    if constexpr (requires {
                      one.label;
                      one.name;
                  })
        return caption_of(one.name.text, one.label);
    else
        return {};
}

class policy_drawer {
public:
    policy_drawer(policy const& of, language in)
        : policy_(of),
          names_(of.program().document),
          with_(names_, in, of.currency()),
          words_(with_),
          drawer_(words_, of.source()) {}

    [[nodiscard]] flow whole() {
        auto drawn = begun("policy", policy_.title().empty() ? with_.say(said::untitled) : policy_.title());
        for (int i = 1; i < static_cast<int>(chapter::end); ++i) step(drawn, static_cast<chapter>(i));
        finish(drawn);
        return drawn;
    }

    [[nodiscard]] std::optional<flow> strategy(std::string_view name) {
        flow drawn;
        for (auto const& each : policy_.program().document.declarations) {
            auto const* const one = std::get_if<ast::strategy_declaration>(&each);
            if (one == nullptr || one->name.text != name) continue;
            drawn.title = caption_of(one->name.text, one->label);
            drawer_.draw(drawn, *one);
        }
        if (drawn.nodes.empty()) return {};
        drawn.name = name;
        return drawn;
    }

    [[nodiscard]] std::optional<flow> segment(std::string_view name) {
        flow drawn;
        for (auto const& each : policy_.program().document.declarations) {
            auto const* const one = std::get_if<ast::segment_declaration>(&each);
            if (one == nullptr || one->name.text != name) continue;
            drawn.title = caption_of(one->name.text, one->label);
            drawer_.draw(drawn, one->condition);
            if (drawn.nodes.empty()) return {};
        }
        if (drawn.nodes.empty()) return {};
        drawn.name = name;
        return drawn;
    }

private:
    [[nodiscard]] flow begun(std::string name, std::string title) const {
        flow drawn;
        drawn.name = std::move(name);
        drawn.title = std::move(title);
        flow_node start;
        start.what = flow_node::kind::start;
        start.text = with_.say(said::flow_start);
        drawn.nodes.push_back(std::move(start));
        return drawn;
    }

    static void append(flow& to, flow_node node) {
        node.row = to.nodes.back().row + 1;
        to.edges.push_back({to.nodes.size() - 1, to.nodes.size(), "", "", false});
        to.nodes.push_back(std::move(node));
    }

    void finish(flow& drawn) const {
        flow_node end;
        end.what = flow_node::kind::end;
        end.text = with_.say(said::flow_end);
        append(drawn, std::move(end));
    }

    /// A chapter of the policy, if it has one; parameters and tables are looked up, not passed through.
    void step(flow& drawn, chapter one) {
        bool const is_passed =
            one != chapter::parameters && one != chapter::tables && one != chapter::templates;
        if (!is_passed) return;
        auto inner = begun("", with_.say(title_of(one)));
        for (auto const& each : policy_.program().document.declarations)
            if (chapter_of(each) == one)
                std::visit([&](auto const& declared) { declaration(inner, declared); }, each);
        bool const is_declared = inner.nodes.size() > 1;
        if (!is_declared && one != chapter::data) return;
        flow_node node;
        node.text = with_.say(one == chapter::data ? said::flow_read_data : title_of(one));
        if (is_declared) {
            finish(inner);
            node.what = flow_node::kind::chapter;
            node.inner.push_back(std::move(inner));
        }
        append(drawn, std::move(node));
    }

    template <class Declaration>
    void declaration(flow& into, Declaration const& one) {
        auto const caption = flow_caption(one);
        if (caption.empty() || std::is_same_v<Declaration, ast::field_declaration>) return;
        flow_node node;
        node.text = caption;
        node.detail = with_.say(said::line, {std::to_string(policy_.source().at(one.at.begin).line)});
        if constexpr (std::is_same_v<Declaration, ast::strategy_declaration>)
            within(node, strategy_version(one));
        if constexpr (std::is_same_v<Declaration, ast::segment_declaration>)
            within(node, condition(one.condition, caption));
        append(into, std::move(node));
    }

    static void within(flow_node& node, flow inner) {
        if (inner.nodes.empty()) return;
        node.what = flow_node::kind::chapter;
        node.inner.push_back(std::move(inner));
    }

    [[nodiscard]] flow strategy_version(ast::strategy_declaration const& one) {
        flow drawn;
        drawn.name = one.name.text;
        drawn.title = caption_of(one.name.text, one.label);
        drawer_.draw(drawn, one);
        return drawn;
    }

    [[nodiscard]] flow condition(ast::expression const& what, std::string const& title) {
        flow drawn;
        drawn.title = title;
        drawer_.draw(drawn, what);
        return drawn;
    }

    policy const& policy_;
    name_book names_;
    speaker with_;
    sentence_writer words_;
    flow_drawer drawer_;
};

}  // namespace describing

TRAMO_INLINE flow flow_of_policy(policy const& of, language in) {
    return describing::policy_drawer(of, in).whole();
}

TRAMO_INLINE std::optional<flow> flow_of_strategy(policy const& of, std::string_view name, language in) {
    return describing::policy_drawer(of, in).strategy(name);
}

TRAMO_INLINE std::optional<flow> flow_of_segment(policy const& of, std::string_view name, language in) {
    return describing::policy_drawer(of, in).segment(name);
}

}  // namespace tramo
