// Reads calendars (a JSON list of texts on standard input) with ical.js; prints the events of each.
import ICAL from "ical.js";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const read = JSON.parse(Buffer.concat(chunks).toString()).map((text) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((part) => ({
    uid: part.getFirstPropertyValue("uid"),
    sequence: part.getFirstPropertyValue("sequence"),
    summary: part.getFirstPropertyValue("summary") ?? "",
    description: part.getFirstPropertyValue("description") ?? "",
    location: part.getFirstPropertyValue("location") ?? "",
    start: part.getFirstPropertyValue("dtstart").toUnixTime(),
    end: part.getFirstPropertyValue("dtend").toUnixTime(),
    alarms: part.getAllSubcomponents("valarm").map((alarm) => {
      const trigger = alarm.getFirstPropertyValue("trigger");
      return trigger.toSeconds ? trigger.toSeconds() : trigger.toUnixTime();
    }),
  })),
);
console.log(JSON.stringify(read));
