// Prints where a headless Chromium is, and the arguments it wants; unpacks the one of npm if none is named.
import chromium from "@sparticuz/chromium";

chromium.setGraphicsMode = true; // WebGL, by SwiftShader
console.log(JSON.stringify({ path: await chromium.executablePath(), args: chromium.args }));
