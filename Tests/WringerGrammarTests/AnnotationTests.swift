import Testing
import WringerGrammar

@Suite struct AnnotationTests {
    static let language = """
        //: start program
        //: known function print
        grammar G;
        program : statement* ;
        statement
            : 'let' newName '=' value ';'
            | callee '(' value ')' ';'
            | 'while' value loopBody
            | function
            //: needs loop
            | 'break' ';'
            //: needs function
            | 'return' value ';'
            //: weight 0
            | 'goto' NAME ';'
            ;
        //: gives loop
        loopBody : block ;
        //: scope
        block : '{' statement* '}' ;
        function : 'fun' functionName functionBody ;
        //: gives function
        //: hides loop
        //: scope closed variable
        functionBody : '(' parameter ')' '{' statement* '}' ;
        //: declares variable after statement
        newName : NAME ;
        //: declares variable unique
        parameter : NAME ;
        //: declares function
        functionName : NAME ;
        //: uses function
        callee : NAME ;
        //: uses variable
        usedName : NAME ;
        value : NUMBER | usedName | value '+' value ;
        NAME : [a-z] [a-z0-9]* ;
        //: only 1 2 '33'
        NUMBER : [0-9]+ ;
        W : ' ' -> skip ;
        """

    /// Follows scopes, loops and functions of a program, as an interpreter would.
    private func mistakes(_ text: String) -> [String] {
        struct Scope { var names: Set<String>; var isLoop = false; var isFunction = false }
        let words = text.matches(of: /[a-z0-9]+|[^ ]/).map { String($0.output) }
        var scopes = [Scope(names: [])]
        var found: [String] = []
        var pending: String?
        var parameter: String?
        var hasLoop = false
        for (index, word) in words.enumerated() {
            let last = index > 0 ? words[index - 1] : ""
            switch word {
            case "{":
                var scope = Scope(names: scopes[scopes.count - 1].names)
                if let name = parameter { scope = Scope(names: [name], isFunction: true) }
                scope.isLoop = parameter == nil && (hasLoop || scopes[scopes.count - 1].isLoop)
                if parameter == nil { scope.isFunction = scopes[scopes.count - 1].isFunction }
                scopes.append(scope)
                (parameter, hasLoop) = (nil, false)
            case "}": scopes.removeLast()
            case "while": hasLoop = true
            case "break": if !scopes[scopes.count - 1].isLoop { found.append("break") }
            case "return": if !scopes[scopes.count - 1].isFunction { found.append("return") }
            case "goto": found.append("goto")
            case ";":
                if let name = pending { scopes[scopes.count - 1].names.insert(name) }
                pending = nil
            default:
                guard word.first?.isLetter == true, word != "let", word != "fun", word != "print"
                else { continue }
                if last == "let" {
                    pending = word
                } else if index > 2, words[index - 3] == "fun", last == "(" {
                    parameter = word
                } else if last != "fun", index + 1 < words.count, words[index + 1] != "(" {
                    if !scopes[scopes.count - 1].names.contains(word) { found.append(word) }
                }
            }
        }
        return found
    }

    @Test func `names are declared, and break and return stand where they may`() throws {
        let grammar = try read(Self.language)
        let texts = grammar.texts(tokens: 120, depth: 30, count: 200)
        for text in texts { #expect(mistakes(text) == [], "\(text)") }
        let all = texts.joined(separator: " ")
        for word in ["break", "return", "while", "fun f1", "print(", "let v1"] {
            #expect(all.contains(word), "\(word)")
        }
        #expect(all.contains(/\+ ?v\d/) || all.contains(/\(v\d/))
    }

    @Test func `the texts of a token are those that are given`() throws {
        let grammar = try read(Self.language)
        for text in grammar.texts() {
            for number in text.matches(of: /(?:^|[^a-z0-9])(\d+)/) {
                #expect(["1", "2", "33"].contains(number.output.1), "\(text)")
            }
        }
        let mostly = try read("grammar G; s : N ;\n//: samples 7 8\nN : [0-9]+ ;").texts()
        #expect(mostly.count { ["7", "8"].contains($0) } > 40)
        #expect(mostly.contains { !["7", "8"].contains($0) })
    }

    @Test func `a weight says how often an alternative is taken`() throws {
        let grammar = try read(
            "grammar G; s : 'a' |\n//: weight 90\n'b'\n//: weight 0\n| 'c' ;")
        let texts = grammar.texts(count: 300)
        #expect(texts.count { $0 == "b" } > 200)
        #expect(texts.contains("a") && !texts.contains("c"))
    }

    @Test func `a kind that nothing declares, and an annotation in a wrong place, are refused`() {
        #expect(
            refusal("grammar G; s : n ;\n//: uses variable\nn : N ; N : 'a' ;")
                .contains("no rule declares a variable"))
        #expect(
            refusal("grammar G; s : 'a'\n//: weight 3\n'b' ;")
                .contains("an annotation stands inside of an alternative"))
        #expect(
            refusal("grammar G; s : N ;\n//: scope\nN : 'a' ;")
                .contains("the annotation scope is not for a lexer rule"))
    }
}
