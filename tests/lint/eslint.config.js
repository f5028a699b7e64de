// How our scripts are checked: `make check` runs it from the root of the repository.

import js from "@eslint/js";
import globals from "globals";

const TEXTS = "Names and figures are set as text (textContent, append): markup comes from our own server alone.";
const RULES = {
  ...js.configs.recommended.rules,
  "eqeqeq": "error",
  "no-eval": "error",
  "no-implicit-globals": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-restricted-syntax": [
    "error",
    { selector: "AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]", message: TEXTS },
    { selector: "CallExpression[callee.property.name='insertAdjacentHTML']", message: TEXTS },
  ],
  "no-unused-vars": "error",
  "no-var": "error",
  "prefer-const": "error",
};
const READER = { ecmaVersion: 2024, globals: globals.browser };

export default [
  { ignores: ["**/node_modules/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  // What a page loads: modules, each of which is in the end joined to what it imports.
  { files: ["pages/**/*.js"], languageOptions: { ...READER, sourceType: "module" }, rules: RULES },
  // What a measured page is given before its own scripts: no module.
  { files: ["tests/bench/*.js"], languageOptions: { ...READER, sourceType: "script" }, rules: RULES },
  { files: ["tests/lint/*.js"], languageOptions: { ecmaVersion: 2024, sourceType: "module" }, rules: RULES },
];
