"""The words that generated news is put together from. See `prose.py`."""

SUBJECTS = """the harbour master|two former ministers|a clerk in the land registry|the night ferry’s crew
the auditors|the mayor’s own party|a retired engineer|the water board|three neighbouring towns|the opposition
a judge of the high court|the fishermen’s union|an inspector from the capital|the bank’s new owners
residents of the lower quarter|the commission|the railway|a group of schoolteachers|the regional governor
her successor|the coastguard|the insurers|the head of the port|a delegation of farmers|the public prosecutor
the museum’s trustees|his former deputy|the company that won the contract|the statistics office|most of the council
a laboratory in the north|the customs service"""
VERBS = """rejected|signed|put off|published|questioned|quietly dropped|defended|paid for|asked to see|voted down
brought forward|withdrew|approved|played down|took over|reopened|promised to review|refused to discuss|copied
described in detail|lost|halved|blocked|made public|challenged in court|inherited"""
OBJECTS = """the second tender|a plan to dredge the channel|the list of witnesses|an agreement on fishing rights
the survey of the old bridge|a loan that falls due next year|the timetable for the election|a report on the flood
the licence for the quarry|the figures for unemployment|a treaty on the shared river|the budget for the hospital
the sale of the power station|a law on lobbying|the inquiry into the fire|the contract for the radar stations
a ban on night flights|the archive of the secret police|the new map of the districts|the price of school meals
an offer from a foreign buyer|the rules for asylum|the results of the water tests|the reform of pensions
a complaint about the count|the extension of the tram line|a memorandum on storage|the minutes of the closed session"""
WHEN = """after a vote that nobody had expected|on a wet Thursday in March|before the summer recess|within a week
while the talks were still going on|at the end of a long session|for the third time in two years
without giving a reason|in the same month|against the advice of their own lawyers|as soon as the ice allowed it
in a letter of four lines|the day before the holiday|two years too late|when the money had run out
in front of a nearly empty chamber|under pressure from both sides|shortly after midnight|on the evening of the count
at a meeting in a hotel"""
TAILS = """according to minutes seen by this paper|people who were in the room say|as the records show
though no one would say so openly|which few noticed then|and the cost has since doubled
but the dispute did not end there|a decision that still divides the town|to the surprise of their allies
as had been the custom for decades|and has regretted it since|in the hope of an early settlement
which the courts have yet to decide|on terms that remain secret|and the opposition asked for a debate"""
QUOTED = """We will publish every page of it before the winter|Nobody was told that the tank could fail
The bridge is as safe today as when it was opened|Not one job will be lost on this coast
We paid the price that was agreed and no more|They knew about the water a year before we did
The count was fair in every district|The new line will carry twice as many people|There was never a second contract
Our figures are the only complete ones|The river has not been so clean for a century
I did not meet him on that evening"""
NAMED = """{name} came up again and again in the hearing|nobody could explain what {name} had to do with it
for many here, {name} is where the story begins|the papers mention {name} only once, in a footnote
the dispute over {name} has never been settled|without {name}, officials say, the plan would have failed
historians still argue about {name}|the first pages are all about {name}
what happened to {name} is known from two letters|those who remember {name} tell it differently"""
HEADLINES = """Who pays for {thing}?|What is known about {thing}|How {subject} came to lose {thing}
Why {thing} matters again|The long quarrel over {thing}|What {subject} knew about {thing}
Behind {thing}: a short history|Five questions about {thing}|How {thing} divided a town|What comes after {thing}"""
FIRST_NAMES = """Marta Ivo Selma Tomas Ines Aron Freda Luca Nadia Emil Greta Oskar Rosa Milan Petra Hugo Lena Viktor
Clara Anton Edith Jonas Sofia Karel Alma Bruno Dora Felix Hanna Stefan Irma Paul Vera Simon Olga Martin Thea Leo Agnes
Daniel"""
STARTS = "Bra Vel Kor Tes Mar Lin Dra Os Hel Fen Gra Sol Tor Wes Ul Ner Pas Ro Zel Ban"
MIDDLES = "va li ri no ka sta me do pe ra gu the mi lo sha ne ti bo la du"
ENDINGS = "rin mond sk ven tor dal berg nitz ford wick lund mar vik ston hagen nova pol ras burg den"


def _split(text: str) -> list[str]:
    return [words.strip() for line in text.splitlines() for words in line.split("|")]


LISTS = {
    "subject": _split(SUBJECTS),
    "verb": _split(VERBS),
    "object": _split(OBJECTS),
    "when": _split(WHEN),
    "tail": _split(TAILS),
    "quoted": _split(QUOTED),
    "named": _split(NAMED),
    "headline": _split(HEADLINES),
    "first": FIRST_NAMES.split(),
    "start": STARTS.split(),
    "middle": MIDDLES.split(),
    "ending": ENDINGS.split(),
}
