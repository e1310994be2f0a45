import {
  createTheme,
  type ComboboxProps,
  type MenuProps,
  type ModalProps,
} from "@mantine/core";

/**
 * How Mantine's widgets behave here. Their colours are in styles/tokens.css and
 * styles/mantine.css, as static files: Mantine's own way writes <style> elements at run
 * time. For the same reason dialogs do not lock scrolling by one.
 *
 * The widgets are named by string, not by import, so that each loads with its page.
 */
export const theme = createTheme({
  defaultRadius: "md",
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        lockScroll: false,
        radius: "lg",
        transitionProps: { duration: 150, transition: "fade" },
      } satisfies Partial<ModalProps>,
    },
    Menu: {
      defaultProps: {
        shadow: "md",
        transitionProps: { duration: 120 },
      } satisfies Partial<MenuProps>,
    },
    Combobox: {
      defaultProps: { shadow: "md" } satisfies Partial<ComboboxProps>,
    },
  },
});
