// Dates in UTC: parsing, fields, overflow of fields, formats, dates that are none.
var d = new Date(Date.UTC(2024, 1, 29, 12, 34, 56, 789));
print(d.getTime(), d.toISOString(), d.getUTCDay(), d.getUTCMonth(), d.getUTCMilliseconds(), d.toJSON());
print(new Date(0).toISOString(), new Date("2000-01-01").getTime(), new Date("1969-12-31T23:59:59.999Z").getTime(), Date.parse("2024-02-30T00:00:00Z"));
d.setUTCMonth(13); print(d.toISOString()); d.setUTCDate(0); print(d.toISOString()); d.setUTCHours(-1, 120); print(d.toISOString());
d.setTime(8.64e15); print(d.toISOString(), d.getTime()); d.setTime(8.64e15 + 1); print(isNaN(d.getTime()), String(d));
try { new Date(NaN).toISOString(); } catch (e) { print(e.name); }
print(Date.UTC(1970, 0), Date.UTC(99, 0) == Date.UTC(1999, 0), Date.UTC(275760, 8, 13), Date.UTC(2024), new Date(2e14).toISOString());
function isLeap(y) { return new Date(Date.UTC(y, 1, 29)).getUTCMonth() == 1; }
print([1900, 2000, 2023, 2024].map(isLeap), new Date(5) - new Date(2), new Date(5) > new Date(2), typeof (new Date(5) + 1));
var days = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"], start = Date.UTC(2024, 11, 28);
for (var i = 0; i < 7; i++) { var day = new Date(start + i * 864e5); write(days[day.getUTCDay()], day.getUTCDate(), "/", day.getUTCMonth() + 1, " "); }
write("\n");
