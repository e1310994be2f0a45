import globals from "globals";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const features = [
  "orders",
  "products",
  "customers",
  "account",
  "settings",
  "setup",
  "dashboard",
  "print",
];

export default tseslint.config(
  { ignores: ["dist", "node_modules", "test-results", "playwright-report"] },
  ...tseslint.configs.recommended,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_", argsIgnorePattern: "^_" },
      ],
    },
  },
  // Features do not know each other: src/app puts them together.
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    ignores: ["**/*.test.*"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: features
                .filter((other) => other !== feature)
                .map((other) => `**/${other}/*`)
                .concat("**/app/*", "**/live/apply"),
              message: "Let src/app put features together.",
            },
          ],
        },
      ],
    },
  })),
  // The pages of links stand alone: what they import, every buyer's phone fetches.
  {
    files: ["src/link/**"],
    ignores: ["**/*.test.*"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: ["**/features/*", "**/app/*", "**/api/api", "@mantine/*"],
        },
      ],
    },
  },
  // Playwright hands its fixtures over with a function that is called use.
  { files: ["e2e/**"], rules: { "react-hooks/rules-of-hooks": "off" } },
  // Shared code knows neither the features nor the app, and does not fetch.
  {
    files: ["src/components/**", "src/lib/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["**/features/*", "**/app/*", "**/live/*", "**/api/api"] },
      ],
    },
  },
);
