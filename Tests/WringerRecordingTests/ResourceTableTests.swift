import Testing
import WringerModel

@testable import WringerRecording

@Suite struct ResourceTableTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static var trace: ResourceTrace {
        var first = ResourcePoint(time: .zero)
        first[.residentSet] = 8192
        first[.cpu] = 0
        var last = ResourcePoint(time: .microseconds(3_600_000_007))
        for series in ResourceSeries.allCases { last[series] = 1_000_000_000_007 + series.rawValue }
        return ResourceTrace(points: [first, last])
    }

    private func written() throws -> String {
        var observation = Samples.observation
        observation.resources = Self.trace
        let recording = Samples.recording(observation: observation)
        return try RecordingWriter(folder: folder.path).write(recording, name: "r")
    }

    private func message(_ path: String) -> String {
        do throws(RecordingError) {
            _ = try RecordingReader.read(path)
            return "it was read"
        } catch { return error.description }
    }

    @Test func `a table has its units in the header and nothing for what was not read`() throws {
        var point = ResourcePoint(time: .microseconds(1_050))
        point[.residentSet] = 8192
        point[.cpu] = 1_000_020
        point[.processes] = 1
        let text = String(
            decoding: ResourceTable.encode(ResourceTrace(points: [point])), as: UTF8.self)
        #expect(
            text == """
                time_s,rss_bytes,vsz_bytes,stack_bytes,cpu_s,minorFaults,majorFaults,\
                voluntarySwitches,involuntarySwitches,descriptors,sockets,threads,processes,\
                read_bytes,written_bytes
                0.001050,8192,,,1.000020,,,,,,,,1,,

                """)
    }

    @Test func `a trace is read back exactly`() throws {
        #expect(ResourceTable.decode(ResourceTable.encode(Self.trace)) == Self.trace)
        #expect(try RecordingReader.read(try written()).observation.resources == Self.trace)
    }

    @Test func `a long trace is read back exactly`() {
        let points = (0..<1024).map { index in
            var point = ResourcePoint(time: .microseconds(index * 999_983))
            for series in ResourceSeries.allCases { point[series] = index * 7_919 }
            return point
        }
        let trace = ResourceTrace(points: points)
        #expect(ResourceTable.decode(ResourceTable.encode(trace)) == trace)
    }

    @Test func `columns that a later version adds or leaves out do no harm`() {
        let text = "time_s,new,cpu_s,rss_bytes\n0.5,x,,4096\n1,y,2.5,\n"
        var first = ResourcePoint(time: .milliseconds(500))
        first[.residentSet] = 4096
        var second = ResourcePoint(time: .seconds(1))
        second[.cpu] = 2_500_000
        #expect(ResourceTable.decode(Array(text.utf8)) == ResourceTrace(points: [first, second]))
    }

    @Test(arguments: [
        "", "a,b\n", "rss_bytes\n1\n", "time_s,rss_bytes\n0\n", "time_s,rss_bytes\n0,1,2\n",
        "time_s,rss_bytes\n-1,1\n", "time_s,rss_bytes\nnan,1\n", "time_s,rss_bytes\ninf,1\n",
        "time_s,rss_bytes\n1e300,1\n", "time_s,rss_bytes\n0,-1\n", "time_s,rss_bytes\n0,1.5\n",
        "time_s,rss_bytes\n0,99999999999999999999\n", "time_s,cpu_s\n0,1e300\n",
        "time_s,rss_bytes\n2,1\n1,1\n", "time_s,rss_bytes\n,1\n",
    ])
    func `what is no such table is refused`(text: String) {
        #expect(ResourceTable.decode(Array(text.utf8)) == nil)
    }

    @Test func `a table that was edited or is missing is named`() throws {
        let path = try written()
        #expect(message(path) == "it was read")
        try folder.edit("r/resources.csv", "8192", "8193")
        #expect(message(path).hasPrefix("recording \(path)/resources.csv: it is not what was"))
        try folder.write("r/resources.csv", [])
        #expect(message(path).hasPrefix("recording \(path)/resources.csv: it is not what was"))
    }

    @Test func `a recording of an earlier version has no resources and is read`() throws {
        let path = try RecordingWriter(folder: folder.path).write(Samples.recording(), name: "r")
        #expect(try !folder.names("r").contains("resources.csv"))
        #expect(try RecordingReader.read(path).observation.resources.isEmpty)
    }

    @Test func `the summary stands in the document, and what is in it binds no reader`() throws {
        let path = try written()
        let text = String(decoding: try folder.read("r/recording.json"), as: UTF8.self)
        #expect(text.contains(#""resources""#) && text.contains(#""shape" : "unknown""#))
        try folder.edit("r/recording.json", #""shape" : "unknown""#, #""shape" : ["new"]"#)
        #expect(try RecordingReader.read(path).observation.resources == Self.trace)
    }
}
