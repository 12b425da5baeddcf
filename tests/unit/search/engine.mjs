// Search an index with Pagefind's own JavaScript: node engine.mjs INDEX '["query", ...]'.
// Prints a list for each query: for each hit its url, score, excerpt and sub-results.
import {readFile} from "node:fs/promises";
import path from "node:path";
import {pathToFileURL} from "node:url";

const [folder, queries] = [path.resolve(process.argv[2]), JSON.parse(process.argv[3])];
globalThis.fetch = async address => {
  const name = decodeURIComponent(new URL(address).pathname);
  return new Response(await readFile(name).catch(() => ""));
};
globalThis.window = globalThis;
globalThis.document = {querySelector: () => ({getAttribute: () => "nl"}), currentScript: null};
globalThis.location = {href: "http://localhost/", origin: "http://localhost"};

const pagefind = await import(pathToFileURL(path.join(folder, "pagefind.js")));
await pagefind.options({basePath: pathToFileURL(folder) + "/", baseUrl: "/"});
const found = [];
for (const query of queries) {
  const {results} = await pagefind.search(query);
  const hits = results.map(async result => {
    const {url, excerpt, filters, meta, sub_results: parts} = await result.data();
    return {url, score: result.score, excerpt, filters, meta, parts: parts.map(part => part.anchor?.id ?? "")};
  });
  found.push(await Promise.all(hits));
}
// A pipe takes a long text in several pieces: wait for the last one.
process.stdout.write(JSON.stringify(found), () => process.exit(0));
