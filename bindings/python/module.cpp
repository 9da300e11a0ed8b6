// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The table of contents of tramo._core, the module that the Python package stands on.
#include "handles.hpp"

PYBIND11_MODULE(_core, module) {
    module.doc() =
        "The engine as tramo's Python package sees it. Not for others: names here change without notice.";
    module.attr("version") = TRAMO_VERSION;
    tramo_python::bind_values(module);    // values and tables in, diagnostics out
    tramo_python::bind_policy(module);    // a policy, and a policy made ready for a day
    tramo_python::bind_evaluate(module);  // verdicts and explanations out
    tramo_python::bind_machines(module);  // the machines of alerts, and pictures of them
    tramo_python::bind_alerts(module);    // events in, alerts and snapshots out
}
