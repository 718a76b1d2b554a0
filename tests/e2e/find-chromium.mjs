// Unpacks the Chromium that the package carries, with what WebGL needs, and prints where it is.
import chromium from "@sparticuz/chromium";

chromium.setGraphicsMode = true;
console.log(JSON.stringify({ path: await chromium.executablePath() }));
