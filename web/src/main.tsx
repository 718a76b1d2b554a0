import { render } from "preact";
import { App } from "./app";
import { startStore } from "./store";
import "./style/page.css";
import "./style/map.css";
import "./style/panel.css";
import "./style/views.css";

startStore();
const root = document.getElementById("page")!;
root.replaceChildren();
render(<App />, root);
