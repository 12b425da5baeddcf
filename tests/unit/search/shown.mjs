// Undo words of an index as the search page does: node shown.mjs zoeken-fragment.mjs < words.json > texts.json.
import {readFileSync} from "node:fs";
import {pathToFileURL} from "node:url";

const {shown} = await import(pathToFileURL(process.argv[2]));
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(shown)));
