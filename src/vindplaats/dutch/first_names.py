"""First names that are common in the Netherlands and Flanders, to tell persons from organisations and from last names.

The list need not be complete: a name that is not in it decides nothing.
"""

import re

from vindplaats.dutch.sorting import plain_letters
from vindplaats.text import word_set

_FIRST_NAMES = word_set(
    "aart abdel abdelkader abdul ad adam adriaan adrian agnieszka ahmad ahmed ahmet aisha albert alberto aleid "
    "aleida alejandro alessandro alex alexander alexandra alfred ali alice alicia alida amal amalia amina amir an "
    "ana anders andre andrea andreas andres andrew angel angela anh aniek anil anita anja ank anke anna annabel "
    "anne annelies annemarie annemiek annet annette annick annie anouar ans antal anthony antoine anton antonia "
    "antonio arend arie arjan arjen arjun arno arnold arthur astrid ayse bart bas bastiaan beatrice beatriz ben "
    "benjamin berend bernadette bernard bert betty bilal birgit bjorn bo bob boris boudewijn bram brenda brian "
    "brigitte bruno carel carina carla carlos carmen carol caroline cas casper catharina cathelijne catherine "
    "cees chantal charles charlotte chiara chris christa christel christiaan christian christina christine "
    "christoph claire claudia claudio coenraad colette constant cor corine cornelia cornelis corrie cynthia daan "
    "daisy daniel danielle danny david debbie deepa dennis diana dick diederik dieter dimitri dirk dmitri dolores "
    "dominique dorien doris douwe duc ed eddy edith eduardo edward edwin eelco eelke elena elif eline elisa "
    "elisabeth elise elke ella ellen elly els elsa elske emiel emil emily emine emma emmy emre enrique eric erica "
    "erik erika erna ernst esmee esther eva evelien evelyn evert evi fabian farid fatima fatma federico felix "
    "femke fenna fenne ferdinand fernando finn fleur floor floris francesca francesco francien francis francisca "
    "francisco francois frank frans fred frederic frederik freek freya frits froukje gabriel gabriela gary geert "
    "geertje geertrui george gerard gerben gerda gerlinde gerrit gert gertjan gijs gina giovanni giulia giuseppe "
    "godelieve goedele gonda greet greetje greta griet guido guillaume gunter gustav hamid hanan hanna hannah "
    "hanneke hans harm harold harrie harry hassan hatice hedwig hedy hee heidi heinz heleen helen helena helene "
    "hendrik henk hennie henri henriette henrik henry herman hester hicham hidde hilde hiske hoa horst hubert "
    "hugo hui hung huong huub hylke hyun ibrahim ids igor ilse ina ines inge ingeborg ingrid irene irina iris "
    "irma isa isabel isabelle ivan ivo jaap jack jacob jacqueline jacques jaime jake jakob james jan jana jane "
    "janet janine janna janneke jannie jasmijn jason jasper javier jean jeanette jeanine jeannette jef jeffrey "
    "jelle jelmer jenny jens jeroen jesse jessica jesus jet ji jikke jim jin jing jo joan joanna joao job jochem "
    "joep joeri johan johanna johannes john joke jolanda jolien jonas jonathan joop joost jorge jorik jorn jos "
    "jose josef joseph josephine josine joyce jozef jozefien jozias juan judith julia julian julie julien "
    "juliette jun jurg jurgen jurre justin kaat karel karim karin karl karlijn karolien kars karsten katarina "
    "katarzyna kate katelijne katharina katherine kathleen katja katrien kay kees kelly ken kevin khadija kim "
    "klaas klaus koen koenraad krista kristel kristien kristof kurt kyra lan lara lars latifa laura laurens "
    "laurent leen leendert lena lennart leo leon leonie les levi lex lia liam lianne lieke lies liesbeth lieve "
    "lily lina linda ling linh lisa lisanne lisette lizzy loes lotte louis louise luc luca lucas lucia lucie ludo "
    "luis luka lukasz lutgart luuk lydia lynn maaike maarten maartje machteld magnus mai maike maja malgorzata "
    "malik manon manuel marc marcel marcella marco marek marga margot margreet margriet maria mariam marian "
    "marianne marie marieke mariette marije marijke marijn marina mario marion maris marit marjan marjolein "
    "marjolijn mark marleen marlies marloes marta martha martijn martin martina martine mary mathijs matthew "
    "matthias matthijs maud maurice maurits max mees mehmet mei meike melanie menno mercedes mette mia michael "
    "michel michelle michiel mieke miep mies miguel mila milan milou min ming minh miriam mirjam mirte mohamed "
    "mohammad mohammed moniek monika monique muhammad murat mustafa mustapha myrthe nabil nadia nadine naima "
    "nancy naomi natalie natasja nathalie nel nelleke ngoc nick nico nicolaas nicolas nicole niek niels nienke "
    "nils nina noah noor nora norbert noud nova nuno nynke olaf olga olivia olivier omar omer onno oscar otto "
    "pablo paolo pascal pascale patricia patrick paul paula pauline paulo pauwel pawel pedro peer peter petra "
    "philip philippe phuong pia pien piet pieter pilar pim piotr pjotr priya quang rachel rachid rafael rahul "
    "rajesh ralf ralph ramon ravi raymond rebecca reinier remco renate rene renee renske ria rianne ricardo "
    "richard rik rita rob robbert robert roberto robin roel roeland roelof rogier roland rolf rolien romy ron "
    "ronald roos rosa rosalie rosario rose ruben rudi rudolf rudy rui rutger ruth ruud ryan saar sabine sabrina "
    "said sam samantha samir samira samuel sander sandra sanjay sanne sanneke sara sarah saskia sebastiaan "
    "sebastian selin selma sem seo serge sergio sharon sietske silvia simon simone sjaak sjoerd sjors sjoukje "
    "sofia sofie sonja soo sophia sophie soren soumaya stan stef stefaan stefan stefanie stefano steffie stephan "
    "stephanie stephen steve steven stijn sunita suzan suzanne sven svetlana sylvia tal tamar tamara tanja "
    "tatjana ted teresa tess teun teunis thea theo theresa thi thierry thijs thomas thu tiago tijs tim timo tine "
    "tineke titia tjeerd tjitske tobias tom tomas tomasz tommy ton tonnie toon truus tuan tygo ulrich ulrike "
    "ursula uwe valerie veerle vera veronique victor victoria vincent virginie vladimir walter ward wei wenche "
    "wendy werner wessel wiebe wies wil wilfried wilhelm will willem willemijn william willy wim wolfgang woo "
    "wouter wytze xander xin yan yasmin yasmina ying yolanda yolande youssef ytsje yusuf yves yvette yvonne zara "
    "zehra zeynep zineb zoe"
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+|[^\W\d_](?:-[^\W\d_])?")


def is_initials(word: str) -> bool:
    """Return whether a word is an abbreviated first name, such as ``J.W.``, ``Th.`` or ``J``."""
    return bool(_INITIALS.fullmatch(word)) and word[0].isupper() and word != "St."


def is_first_name(word: str) -> bool:
    """Return whether a word is a common first name with a capital, such as ``Anna`` or ``Anne-Floor``."""
    return word[:1].isupper() and plain_letters(word).partition("-")[0] in _FIRST_NAMES
