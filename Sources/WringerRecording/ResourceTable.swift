internal import WringerModel

/// `resources.csv`: a header with the units, then a row for each point. Times are in seconds since
/// the start of the target; what was not read is an empty field. Values are of all processes of
/// the trial together; `cpu` to `involuntarySwitches`, `read` and `written` count up to that time.
enum ResourceTable {
    /// The name of the file in a recording.
    static let fileName = "resources.csv"

    private static let header =
        (["time_s"] + ResourceSeries.allCases.map { "\($0.name)\($0.suffix)" })
        .joined(separator: ",")

    static func encode(_ trace: ResourceTrace) -> [UInt8] {
        Array((header + "\n" + rows(of: trace.points)).utf8)
    }

    /// Rows without the header.
    static func rows(of points: [ResourcePoint]) -> String {
        var text = ""
        for point in points {
            text += seconds(Int(point.time.nanoseconds / 1000))
            for series in ResourceSeries.allCases {
                text += ","
                guard let value = point[series] else { continue }
                text += series.unit == .microseconds ? seconds(value) : "\(value)"
            }
            text += "\n"
        }
        return text
    }

    /// Reads what `encode` wrote. Columns are found by their names, so that a later version may
    /// add some and leave some out.
    ///
    /// - Returns: nil for what is no such table.
    static func decode(_ bytes: [UInt8]) -> ResourceTrace? {
        let lines = bytes.split(separator: 0x0a).map { String(decoding: $0, as: UTF8.self) }
        guard let names = lines.first?.split(separator: ","), names.first == "time_s" else {
            return nil
        }
        let columns = names.dropFirst().map { name in
            ResourceSeries.allCases.first { "\($0.name)\($0.suffix)" == name }
        }
        var trace = ResourceTrace()
        for line in lines.dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == names.count, let time = microseconds(fields[0]),
                trace.points.last.map({ $0.time <= .microseconds(time) }) ?? true
            else { return nil }
            var point = ResourcePoint(time: .microseconds(time))
            for (series, field) in zip(columns, fields.dropFirst()) where !field.isEmpty {
                guard let series else { continue }
                let value = series.unit == .microseconds ? microseconds(field) : Int(field)
                guard let value, value >= 0 else { return nil }
                point[series] = value
            }
            trace.points.append(point)
        }
        return trace
    }

    /// A number of microseconds in seconds, exactly.
    private static func seconds(_ microseconds: Int) -> String {
        let rest = String(microseconds % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - rest.count)
        return "\(microseconds / 1_000_000).\(zeros)\(rest)"
    }

    /// Nil for what is below zero, above thirty years, or no number.
    private static func microseconds(_ seconds: Substring) -> Int? {
        guard let number = Double(seconds), number >= 0, number < 1e9 else { return nil }
        return Int((number * 1e6).rounded())
    }
}

extension ResourceSeries {
    /// The unit at the end of the name of a column.
    fileprivate var suffix: String {
        switch unit {
        case .bytes: "_bytes"
        case .microseconds: "_s"
        case .count: ""
        }
    }
}
