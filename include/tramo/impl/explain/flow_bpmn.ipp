// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Writes a flow as a process of BPMN 2.0, with the diagram that a viewer shows.
#pragma once

#include <tramo/explain/flow.hpp>
#include <tramo/impl/explain/flow_layout.ipp>

namespace tramo {
namespace describing {

/// Text between tags or quotes. Signs that XML cannot hold become blanks; of a broken text nothing else does.
[[nodiscard]] inline std::string for_xml(std::string_view text) {
    std::string safe;
    for (char const letter : text) {
        switch (letter) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&apos;";
                break;
            default:
                safe += static_cast<unsigned char>(letter) < ' ' ? ' ' : letter;
        }
    }
    return safe;
}

class bpmn_writer {
public:
    [[nodiscard]] std::string write(flow const& what) {
        auto const title = what.title.empty() ? what.name : what.title;
        text_ =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
            " xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\""
            " xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\""
            " xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\""
            " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            " id=\"definitions\" targetNamespace=\"urn:tramo\" exporter=\"tramo\" "
            "exporterVersion=\"" TRAMO_VERSION "\">\n";
        text_ += "  <bpmn:process id=\"process\" name=\"" + for_xml(title) + "\" isExecutable=\"false\">\n";
        elements(what, "", 4);
        text_ += "  </bpmn:process>\n";
        diagram(what, "", "process");
        return text_ + "</bpmn:definitions>\n";
    }

private:
    [[nodiscard]] static std::string node_id(std::string const& path, std::size_t number) {
        return "node" + path + "_" + std::to_string(number);
    }
    [[nodiscard]] static std::string flow_id(std::string const& path, std::size_t number) {
        return "flow" + path + "_" + std::to_string(number);
    }
    [[nodiscard]] static std::string inner_path(std::string const& path, std::size_t number) {
        return path + "_" + std::to_string(number);
    }

    [[nodiscard]] static std::string tag_of(flow_node::kind what) {
        switch (what) {
            case flow_node::kind::start:
                return "bpmn:startEvent";
            case flow_node::kind::decision:
                return "bpmn:exclusiveGateway";
            case flow_node::kind::step:
                return "bpmn:task";
            case flow_node::kind::chapter:
                return "bpmn:subProcess";
            default:
                return "bpmn:endEvent";
        }
    }

    void elements(flow const& what, std::string const& path, std::size_t indent) {
        for (std::size_t i = 0; i < what.nodes.size(); ++i) node(what, i, path, indent);
        for (std::size_t i = 0; i < what.edges.size(); ++i) edge(what.edges[i], i, path, indent);
    }

    void node(flow const& of, std::size_t number, std::string const& path, std::size_t indent) {
        auto const& one = of.nodes[number];
        std::string const margin(indent, ' ');
        auto const tag = tag_of(one.what);
        text_ +=
            margin + "<" + tag + " id=\"" + node_id(path, number) + "\" name=\"" + for_xml(one.text) + "\"";
        for (std::size_t i = 0; i < of.edges.size(); ++i)
            if (of.edges[i].from == number && of.edges[i].is_default && one.what == flow_node::kind::decision)
                text_ += " default=\"" + flow_id(path, i) + "\"";
        text_ += ">\n";
        if (!one.detail.empty())
            text_ += margin + "  <bpmn:documentation>" + for_xml(one.detail) + "</bpmn:documentation>\n";
        for (std::size_t i = 0; i < of.edges.size(); ++i)
            if (of.edges[i].to == number)
                text_ += margin + "  <bpmn:incoming>" + flow_id(path, i) + "</bpmn:incoming>\n";
        for (std::size_t i = 0; i < of.edges.size(); ++i)
            if (of.edges[i].from == number)
                text_ += margin + "  <bpmn:outgoing>" + flow_id(path, i) + "</bpmn:outgoing>\n";
        for (auto const& inner : one.inner) elements(inner, inner_path(path, number), indent + 2);
        text_ += margin + "</" + tag + ">\n";
    }

    void edge(flow_edge const& one, std::size_t number, std::string const& path, std::size_t indent) {
        std::string const margin(indent, ' ');
        text_ += margin + "<bpmn:sequenceFlow id=\"" + flow_id(path, number) + "\"";
        if (!one.text.empty()) text_ += " name=\"" + for_xml(one.text) + "\"";
        text_ += " sourceRef=\"" + node_id(path, one.from) + "\" targetRef=\"" + node_id(path, one.to) + "\"";
        if (one.condition.empty()) {
            text_ += " />\n";
            return;
        }
        text_ += ">\n" + margin + "  <bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">" +
                 for_xml(one.condition) + "</bpmn:conditionExpression>\n" + margin + "</bpmn:sequenceFlow>\n";
    }

    /// One diagram for the flow, and one for each chapter within.
    void diagram(flow const& what, std::string const& path, std::string const& element) {
        flow_layout const layout(what);
        text_ += "  <bpmndi:BPMNDiagram id=\"diagram" + path + "\">\n    <bpmndi:BPMNPlane id=\"" + element +
                 "_plane\" bpmnElement=\"" + element + "\">\n";
        for (std::size_t i = 0; i < what.nodes.size(); ++i) shape(what, layout, i, path);
        for (std::size_t i = 0; i < what.edges.size(); ++i) line(what.edges[i], layout, i, path);
        text_ += "    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n";
        for (std::size_t i = 0; i < what.nodes.size(); ++i)
            for (auto const& inner : what.nodes[i].inner)
                diagram(inner, inner_path(path, i), node_id(path, i));
    }

    [[nodiscard]] static std::string bounds(box const& of) {
        return "<dc:Bounds x=\"" + std::to_string(of.x) + "\" y=\"" + std::to_string(of.y) + "\" width=\"" +
               std::to_string(of.width) + "\" height=\"" + std::to_string(of.height) + "\" />";
    }

    void shape(flow const& of, flow_layout const& layout, std::size_t number, std::string const& path) {
        auto const& one = of.nodes[number];
        auto const id = node_id(path, number);
        bool const is_box = one.what == flow_node::kind::step || one.what == flow_node::kind::chapter;
        text_ += "      <bpmndi:BPMNShape id=\"" + id + "_di\" bpmnElement=\"" + id + "\"";
        if (one.what == flow_node::kind::decision) text_ += " isMarkerVisible=\"true\"";
        if (one.what == flow_node::kind::chapter) text_ += " isExpanded=\"false\"";
        text_ += ">" + bounds(layout.node(number));
        if (!is_box) text_ += "<bpmndi:BPMNLabel>" + bounds(layout.label(number)) + "</bpmndi:BPMNLabel>";
        text_ += "</bpmndi:BPMNShape>\n";
    }

    void line(flow_edge const& one, flow_layout const& layout, std::size_t number, std::string const& path) {
        auto const id = flow_id(path, number);
        text_ += "      <bpmndi:BPMNEdge id=\"" + id + "_di\" bpmnElement=\"" + id + "\">";
        for (auto const& at : layout.way(one))
            text_ += "<di:waypoint x=\"" + std::to_string(at.x) + "\" y=\"" + std::to_string(at.y) + "\" />";
        if (!one.text.empty())
            text_ += "<bpmndi:BPMNLabel>" + bounds(layout.label(one)) + "</bpmndi:BPMNLabel>";
        text_ += "</bpmndi:BPMNEdge>\n";
    }

    std::string text_;
};

}  // namespace describing

TRAMO_INLINE std::string to_bpmn(flow const& what) {
    return describing::bpmn_writer().write(what);
}

}  // namespace tramo
