internal import WringerGeneration
internal import WringerModel
internal import WringerTargets

/// What a hunt feeds on: the seeds, shapes and words of a target.
struct HuntMaterial {
    private let description: TargetDescription

    init(_ description: TargetDescription) { self.description = description }

    func plan(seed: UInt64) throws -> HuntPlan {
        let seeds: [Program]
        let text: [UInt8]?
        do throws(TargetContentError) {
            seeds = try description.loadSeeds()
            text = try description.loadDictionaryText()
        } catch { throw CommandFailure.badInput(error.description) }
        var dictionary = TokenDictionary.learned(from: seeds)
        do throws(DictionarySyntaxError) {
            if let text { dictionary = dictionary.merged(with: try TokenDictionary.parse(text)) }
        } catch {
            throw CommandFailure.badInput(
                "\(visible(description.dictionaryFile ?? "dictionary")): \(error)")
        }
        let shapes = NestingShape.all(of: description.target, seeds: seeds)
        guard !seeds.isEmpty || !shapes.isEmpty else {
            throw CommandFailure.badInput(
                "target \(visible(description.target.name)) has neither seeds nor nests: add one "
                    + "to \(visible(description.file))")
        }
        return HuntPlan(
            seeds: seeds, shapes: shapes,
            fileExtension: description.target.fileExtension, dictionary: dictionary, seed: seed)
    }
}
