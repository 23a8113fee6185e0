# async and await driven by hand: a small scheduler, async iteration, async context.
class Pause:
    def __init__(self, value):
        self.value = value
    def __await__(self):
        answer = yield self.value
        return answer

class Countdown:
    def __init__(self, n):
        self.n = n
    def __aiter__(self):
        return self
    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await Pause(self.n)

class Room:
    async def __aenter__(self):
        await Pause("enter")
        return self
    async def __aexit__(self, *problem):
        await Pause("leave")
        return problem[0] is ValueError

async def worker(name, rounds):
    results = []
    async with Room():
        async for answer in Countdown(rounds):
            results.append(answer)
        raise ValueError(name)
    return name, results, [x async for x in squares(3)]

async def squares(n):
    for i in range(n):
        yield i * i

async def nested(n):
    return 0 if n == 0 else 1 + await nested(n - 1)

def run(*tasks):
    waiting = [(task, None) for task in tasks]
    while waiting:
        task, value = waiting.pop(0)
        try:
            request = task.send(value)
            print("pause", request)
            waiting.append((task, f"re:{request}"))
        except StopIteration as done:
            print("done", done.value)

run(worker("a", 2), worker("b", 1), nested(50))
