import Testing
import WringerModel

@Suite struct FaultRuleErrorTests {
    private func error(_ text: String) -> FaultSyntaxError? {
        do throws(FaultSyntaxError) {
            _ = try FaultRule(parsing: text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `an error says where it is and what may be meant`() {
        #expect(
            error("mmap:eror=ENOMEM")?.description
                == #"--inject "mmap:eror=ENOMEM": column 6: unknown item 'eror'; did you mean error?"#
        )
        #expect(
            error("mmap\u{1b}[0m:error=EIO")?.description.contains(#"mmap\x1b[0m"#) == true)
    }

    static let wrong: [(String, Int, String)] = [
        // Sets.
        ("", 1, "no call is named"), (":error=EIO", 1, "no call is named"),
        ("inject=:error=EIO", 8, "no call is named"), ("!:error=EIO", 2, "no call is named"),
        ("mmapp:error=EIO", 1, "did you mean mmap?"),
        ("read,opena:error=EIO", 6, "did you mean open?"),
        ("none:error=EIO", 1, "selects no call"), ("!all:error=EIO", 1, "selects no call"),
        ("?nonesuch:error=EIO", 1, "selects no call"), ("%fil:error=EIO", 1, "did you mean %file?"),
        ("creds:error=EIO", 1, "did you mean %creds?"), ("FILE:error=EIO", 1, "unknown call"),
        ("read@32:error=EIO", 5, "'@32' is refused"), ("read@x32:error=EIO", 5, "'@x32'"),
        ("999:error=EIO", 1, "no call has the number"), ("/zzz:error=EIO", 1, "no call matches"),
        (#"fault=open@path=a\"#, 18, "lone"), ("open@64,/a\\:error=EIO", 10, "expression"),
        ("read,/[:error=EIO", 7, "no regular expression"),
        ("malloc:error=ENOMEM", 1, "inject into mmap,brk"),
        ("read,calloc:error=ENOMEM", 6, "no system call"), ("pread:error=EIO", 1, "pread64"),
        ("geteuid32:error=EIO", 1, "32-bit"), ("mmap2:error=ENOMEM", 1, "mmap"),
        // Items.
        ("mmap", 5, "nothing is injected"), ("mmap:", 6, "nothing is injected"),
        ("mmap:when=3", 12, "nothing is injected"), ("mmap:prob=0.5", 14, "nothing"),
        ("mmap:error=ENOMEN", 12, "did you mean ENOMEM?"), ("mmap:error=0", 12, "unknown error"),
        ("mmap:error=4096", 12, "unknown error"), ("mmap:error=", 12, "nothing follows"),
        ("mmap:error", 11, "it is written error="), ("mmap:Error=EIO", 6, "did you mean error?"),
        ("mmap:retval=x", 13, "no number"), ("mmap:retval=0x", 13, "no number"),
        ("mmap:retval=08", 13, "no number"), ("mmap:retval=18446744073709551616", 13, "no number"),
        ("mmap:error=EIO:retval=0", 16, "contradicts 'error='"),
        ("read:short=1:error=EIO", 14, "contradicts 'short='"),
        ("read:flip=1:short=1", 13, "contradicts"), ("mmap:error=EIO:error=EIO", 16, "twice"),
        ("mmap:signal=TERN", 13, "did you mean TERM?"), ("mmap:signal=0", 13, "unknown signal"),
        ("mmap:signal=65", 13, "unknown signal"), ("mmap:signal=SIG11", 13, "unknown signal"),
        ("mmap:signal=1:signal=2", 15, "twice"), ("mmap:delay_enter=1m", 18, "no delay"),
        ("mmap:delay_exit=1:delay_exit=1", 19, "twice"),
        ("mmap:error=EIO:when=0", 21, "names no occurrences"),
        ("mmap:error=EIO:when=65536", 21, "65535"), ("mmap:error=EIO:when=3..65535", 21, "65534"),
        ("mmap:error=EIO:when=3..2", 21, "names no"), ("mmap:error=EIO:when=3.4", 21, "names no"),
        ("mmap:error=EIO:when=3+0", 21, "names no"), ("mmap:error=EIO:when=3++", 21, "names no"),
        ("mmap:error=EIO:when=", 21, "nothing follows"), ("mmap:syscall=getpid", 6, "refused"),
        ("mmap:poke_enter=@arg1=00", 6, "refused"),
        ("mmap:error=EIO:prob=0", 21, "above 0"), ("mmap:error=EIO:prob=1.1", 21, "above 0"),
        ("mmap:error=EIO:prob=nan", 21, "above 0"), ("mmap:error=EIO:after=exit", 22, "exec"),
        ("mmap:error=EIO:uncounted=1", 25, "it is written uncounted"),
        ("fault=mmap:retval=0", 12, "write inject="), ("fault=read:short=1", 12, "write inject="),
        // Effects that a call cannot have.
        ("readv:short=1", 7, "'readv' transfers no count"), ("%desc:short=1", 7, "'bpf'"),
        ("read,write:flip=1", 12, "'write' gives no bytes"), ("read:short=0", 12, "1 and above"),
        ("read,getpid:error=any", 13, "'getpid'"),
        // What the kernel cannot do alone.
        ("mmap:short=1:uncounted", 6, "'mmap'"), ("read:short=1:uncounted", 14, "error=NAME"),
        ("read:error=any:uncounted", 16, "error=NAME"), ("read:retval=1:uncounted", 15, "retval=0"),
        ("read:error=EIO:uncounted:when=2", 16, "'when='"),
        ("read:error=EIO:prob=0.5:uncounted", 25, "'prob='"),
        ("read:error=EIO:signal=1:uncounted", 25, "'signal='"),
        ("read:error=EIO:delay_exit=1:uncounted", 29, "'delay_exit='"),
        ("read@fd=1:error=EIO:uncounted", 21, "without predicates"),
        ("read:error=EIO:after=program:uncounted", 30, "after=program"),
        ("brk:error=ENOMEM:uncounted", 18, "old break"), ("read:signal=1:uncounted", 15, "error="),
        // Predicates.
        ("getpid@path=x:error=EIO", 8, "'getpid' has neither"),
        ("poll@fd=1:error=EIO", 6, "'poll'"),
        ("open@path>x:error=EIO", 10, "takes = only"), ("open@path=:error=EIO", 11, "is nothing"),
        ("write@fd=x:error=EIO", 10, "no descriptor"), ("mmap@len:error=EIO", 9, "is missing"),
        ("mmap@lenn>1:error=EIO", 6, "did you mean len?"), ("read@:error=EIO", 6, "begins with"),
        ("mmap,brk@len>1:error=EIO", 10, "'brk' has no argument"),
        ("open,openat@flags&1:error=EIO", 13, "a rule for each"),
        ("mmap@prot&PROT_EXE:error=EIO", 11, "did you mean PROT_EXEC?"),
        ("mmap@prot&0:error=EIO", 11, "no bit"), ("mmap@len>-1:error=EIO", 10, "no number"),
        ("mmap@len>1KB:error=EIO", 10, "no number"), ("mmap@arg7=1:error=EIO", 6, "'arg7'"),
        ("mmap@len>4iB:error=EIO", 10, "no number"), ("mmap@len=0x:error=EIO", 10, "no number"),
    ]

    @Test(arguments: wrong)
    func `a wrong rule is refused where it is wrong`(
        _ text: String, _ column: Int, _ message: String
    ) throws {
        let error = try #require(self.error(text))
        #expect(error.column == column, "\(error)")
        #expect(error.message.contains(message), "\(error)")
        #expect(error.rule == text)
    }
}
