// Reads mails (a JSON list of base64 on standard input) with mailparser; prints what it made of each.
import { simpleParser } from "mailparser";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const read = [];
for (const mail of JSON.parse(Buffer.concat(chunks).toString())) {
  const found = await simpleParser(Buffer.from(mail, "base64"), { skipTextLinks: true, skipTextToHtml: true });
  read.push({
    subject: found.subject ?? "",
    from: found.from?.value ?? [],
    to: found.to?.value ?? [],
    body: found.text ?? "",
    headers: found.headerLines.map((line) => line.key),
  });
}
console.log(JSON.stringify(read));
