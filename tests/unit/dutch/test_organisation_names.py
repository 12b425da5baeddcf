import pytest

from vindplaats.dutch.organisation_names import looks_like_organisation

ORGANISATIONS = (
    "Raad voor de Rechtspraak", "Algemene Rekenkamer", "Kamer van Koophandel", "De Zuiderlandsche Bank", "Hoge Raad",
    "Nationale ombudsman", "Hoge Raad der Nederlanden", "Tweede Kamer", "Europese Centrale Bank", "Rechtbank Zeewijk",
    "Board of Directors", "House of Lords", "Het Zeepaard", "TNO Zeewijk", "Vrije School Zee", "KplusV",
    "Rijkswaterstaat", "Partnerschap voor Zee", "Kennis voor Beleid", "Ministry of Housing", "Conseil d'État",
    "Deutsche Bundesbank", "Hof van Twente", "Openbaar Ministerie", "Politie Zeeland", "Staat der Nederlanden",
    "Milieu Centraal", "Artsen zonder Grenzen", "Consumentenbond", "De Jonge Akademie", "Zeewijk Bank",
    "Orde van Advocaten", "CBS", "World Shell Organization", "European Commission", "Bos & Partners", "Jansen B.V.",
    "Vis en Zonen", "A&O-fonds", "Huis voor Klokkenluiders", "Sociaal-Economische Raad", "Veiligheidsregio Zeeland",
    "Staatsbosbeheer Noord", "Raad van State", "Inspectie van het Onderwijs", "Basisschool De Zeester", "GGZ Kust",
    "Koninklijke Bibliotheek", "Team Onderzoek & Statistiek", "Cour des comptes", "Statistisches Bundesamt",
    "Office for National Statistics", "Schelpenwerk Nederland", "Shells International",
    "Ministerie van Landbouw, Natuur en Voedsel", "Bureau 5", "Van Dijk Adviesbureau", "Stichting Jan de Vries",
    "J. Bos Advies", "Kinderombudsman", "Raad voor Cultuur, Media", "Bos, Mol en Vis Adviseurs",
    "De Bos, Mol en Vis BV", "Royal Schelp", "Schelp et Fils", "Gebr. Mol", "Nationale Schelp",
    "I&O Zeewijk", "B&W Schelp", "Zeewijk MC", "Zeewijk UMC", "Sint Anker AZ", "Leger des Zees", "Blauwe Kruis",
)  # fmt: skip
PERSONS = (
    "Jan de Raad", "Jan Raad", "Anna Bank", "Jan van der School", "B.V. Jansen", "Jan bos", "Jan de vries", "jan bos",
    "Coenraad Bos", "Henk Kamer", "Koen Van Daele", "Jozias van Aartsen", "Piet Bond", "Marie van 't Hof", "De Smet",
    "Anna Nijhuis", "J. Bureau", "De Niro, Robert", "Bureau, Jean", "Sophie In 't Veld", "John McDonald",
    "Ben-Hur, Tal", "Van der Berg, Jan Willem", "Ban Ki-moon", "Jean DUPONT", "JOHN SMITH", "JWM Bos", "Anna Kerkhof",
    "Xerxes de Bank", "Lisa Huis in 't Veld", "Xerxes van de Kamer", "Ana María de la Cruz y Soto", "Sutarno", "J.",
    "Prof. dr. Maria Bos", "Hans voor de Poort", "Bank, Lotte", "De Bruyne Jan", "Xerxes Bond", "Xerxes Chambers",
    "Suus van Vlaanderen", "Otto von und zu Hagen", "Yusuf al-Amin", "J.W. Platform",
    "Xerxes Golf jr", "Xerxes Golf jr.", "Xerxes Golf senior",
    "Anna Bos MBA", "Golf JP", "Anna Bos MC", "Golf, MC", "Xerxes Kruis", "Anne Kruis", "Leger, Jan", "Jan Leger",
    "J. MC",
)  # fmt: skip


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_an_organisation_is_recognised_by_its_words(name: str) -> None:
    assert looks_like_organisation(name)


@pytest.mark.parametrize("name", PERSONS)
def test_a_person_with_such_a_word_as_a_name_is_no_organisation(name: str) -> None:
    assert not looks_like_organisation(name)
