import { requireKnownKeys, strict } from "./strict.ts";

interface Template {
  label?: string;
  role?: string;
  type?: "normal" | "separator" | "submenu" | "checkbox" | "radio";
  accelerator?: string;
  click?: () => void;
  submenu?: Template[];
  enabled?: boolean;
  visible?: boolean;
  id?: string;
}

const itemKeys = ["label", "role", "type", "accelerator", "click", "submenu", "enabled", "visible", "id"];

/** Electron takes roles in any case. */
const roles = new Set(
  [
    "undo redo cut copy paste pasteAndMatchStyle selectAll delete minimize close quit reload forceReload",
    "toggleDevTools togglefullscreen resetZoom zoomIn zoomOut toggleSpellChecker about hide hideOthers unhide",
    "startSpeaking stopSpeaking front zoom window help services recentDocuments clearRecentDocuments",
    "appMenu fileMenu editMenu viewMenu windowMenu shareMenu",
  ]
    .join(" ")
    .toLowerCase()
    .split(" "),
);

const acceleratorPattern =
  /^((CmdOrCtrl|CommandOrControl|Cmd|Command|Ctrl|Control|Alt|Option|Shift|Super|Meta)\+)*([A-Z0-9]|F\d{1,2}|Plus|Space|Tab|Delete|Backspace|Enter|Escape|Up|Down|Left|Right|[?/,.\-=[\]])$/;

class MenuItem {
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: MenuClass | undefined;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly id: string | undefined;
  readonly #click: (() => void) | undefined;

  constructor(template: Template) {
    requireKnownKeys("menu item", template, itemKeys);
    this.role = template.role?.toLowerCase();
    if (this.role !== undefined && !roles.has(this.role))
      throw new Error(`Unknown menu role "${template.role}".`);
    const { accelerator } = template;
    if (accelerator !== undefined && !acceleratorPattern.test(accelerator)) {
      throw new TypeError(`Invalid accelerator "${accelerator}".`);
    }
    if (template.type === undefined && this.role === undefined && !template.label) {
      throw new Error("A menu item needs a label, a role or a type.");
    }
    this.label = template.label ?? this.role ?? "";
    this.type = template.type ?? (template.submenu ? "submenu" : "normal");
    this.accelerator = accelerator;
    this.submenu = template.submenu && MenuClass.buildFromTemplate(template.submenu);
    this.enabled = template.enabled ?? true;
    this.visible = template.visible ?? true;
    this.id = template.id;
    this.#click = template.click;
  }

  click(): void {
    if (!this.#click) throw new Error(`The stand-in does not carry out the role "${this.role}".`);
    if (this.enabled) this.#click();
  }
}

class MenuClass {
  static #applicationMenu: MenuClass | null = null;
  readonly items: MenuItem[];

  constructor(items: MenuItem[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: Template[]): MenuClass {
    if (!Array.isArray(template))
      throw new TypeError("Invalid template for Menu: Menu template must be an array");
    return strict("Menu", new MenuClass(template.map((item) => strict("MenuItem", new MenuItem(item)))));
  }

  static setApplicationMenu(menu: MenuClass | null): void {
    MenuClass.#applicationMenu = menu;
  }

  static getApplicationMenu(): MenuClass | null {
    return MenuClass.#applicationMenu;
  }
}

export const Menu = strict("Menu", MenuClass);
