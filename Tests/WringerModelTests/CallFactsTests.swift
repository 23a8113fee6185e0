import Testing
import WringerModel

@Suite struct CallFactsTests {
    private func call(_ name: String) throws -> CallFacts { try #require(CallFacts.named(name)) }

    @Test func `the table is sane`() {
        #expect(CallFacts.all.count == 368)
        #expect(Set(CallFacts.all.map(\.x86Number)).count == CallFacts.all.count)
        for call in CallFacts.all {
            #expect(call.arguments.count <= 6, "\(call.name)")
            #expect(Set(call.arguments.map(\.name)).count == call.arguments.count, "\(call.name)")
            for (index, argument) in call.arguments.enumerated() where argument.role == .directory {
                let next = call.arguments.dropFirst(index + 1).first
                #expect(next?.role == .path, "\(call.name)")
            }
            for argument in call.arguments where argument.role == .path {
                let isOfNamespace = ["quotactl", "swapon", "swapoff"].contains(call.name)
                #expect(call.classes.contains(.file) || isOfNamespace, "\(call.name)")
            }
        }
    }

    @Test func `the roles of arguments have places`() throws {
        let openat = try call("openat")
        #expect(openat.pathIndices == [1] && openat.directoryIndex == 0)
        #expect(openat.descriptorIndex == 0 && openat.bufferIndex == nil)
        let read = try call("read")
        #expect(read.descriptorIndex == 0 && read.bufferIndex == 1 && read.countIndex == 2)
        #expect(try call("write").bufferIndex == nil && call("write").countIndex == 2)
        #expect(try call("getrandom").bufferIndex == 0 && call("getrandom").countIndex == 1)
        #expect(try call("mmap").descriptorIndex == 4)
        let rename = try call("renameat2")
        #expect(rename.pathIndices == [1, 3] && rename.directoryIndex == 0)
        #expect(
            rename.directoryIndex(ofPathAt: 3) == 2 && rename.directoryIndex(ofPathAt: 0) == nil)
        #expect(try call("rename").directoryIndex(ofPathAt: 1) == nil)
        #expect(try call("symlinkat").pathIndices == [2])
        #expect(try call("readlink").bufferIndex == 1 && call("readlink").countIndex == nil)
    }

    @Test func `an argument has its name, usual names for it, and its number`() throws {
        let mmap = try call("mmap")
        #expect(mmap.index(ofArgument: "len") == 1 && mmap.index(ofArgument: "length") == 1)
        #expect(mmap.index(ofArgument: "off") == 5 && mmap.index(ofArgument: "arg6") == 5)
        #expect(mmap.index(ofArgument: "arg7") == nil && mmap.index(ofArgument: "whence") == nil)
        #expect(try call("read").index(ofArgument: "size") == 2)
    }

    /// What strace 6.1 selects, counted by injecting into each set while every call of x86-64 that
    /// it knows is made; `rt_sigreturn`, `fchmodat2`, `cachestat` and `map_shadow_stack` beyond.
    @Test(arguments: [
        ("%file", 68), ("%process", 16), ("%network", 21), ("%signal", 17), ("%ipc", 12),
        ("%desc", 125), ("%memory", 27), ("%creds", 19), ("%clock", 8), ("%pure", 8),
        ("%stat", 1), ("%lstat", 1), ("%fstat", 3), ("%%stat", 5), ("%statfs", 1),
        ("%fstatfs", 1), ("%%statfs", 3),
    ])
    func `a set has the calls of strace`(_ name: String, _ count: Int) throws {
        #expect(try #require(CallFacts.set(named: name)).count == count)
        #expect(CallFacts.setNames.contains(name))
    }

    @Test func `a set of an unknown name is none`() {
        #expect(CallFacts.set(named: "%files") == nil)
        #expect(CallFacts.set(named: "creds") == nil)
        #expect(CallFacts.set(named: "read") == nil)
    }

    @Test func `errors are those of real life, the likeliest first`() throws {
        #expect(try call("mmap").errors.first?.name == "ENOMEM")
        #expect(try call("write").canGive(ErrorNumber(28)))
        #expect(try call("write").canGive(ErrorNumber(2)) == false)
        for call in CallFacts.all {
            #expect(Set(call.errors).count == call.errors.count, "\(call.name)")
            for bug in ["EFAULT", "EBADF", "ENOTSOCK"] {
                #expect(!call.errors.contains { $0.name == bug }, "\(call.name)")
            }
        }
        for set in ["%file", "%memory", "%network"] {
            let calls = try #require(CallFacts.set(named: set))
            #expect(calls.allSatisfy { !$0.errors.isEmpty }, "error=any goes with \(set)")
        }
    }

    @Test func `no entry of the table of errors names a call that is unknown`() {
        #expect(CallFacts.namesWithErrors.allSatisfy { CallFacts.named($0) != nil })
    }
}
