/**
 * What attackers try first, of those that are long enough: the tops of the lists of leaked passwords, and their usual
 * variations. Lower-cased. It is short on purpose: throttling does the rest.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
!qaz2wsx !qaz@wsx 0123456789 0987654321 10203040 102030405060 11112222 11223344 1122334455
112233445566 12121212 123123123 123321123 12341234 12344321 1234512345 123454321 1234554321 12345678
123456789 1234567890 1234567890a 12345678910 123456789a 12345678a 12345678q 123456abc 123456qwerty
12345abc 12345qwert 1234abcd 1234qwer 123abc123 123qwe!@# 123qwe123 123qweasd 123qweasdzxc 13131313
147258369 159753456 1a2b3c4d 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz!qaz 1qaz2wsx 1qaz2wsx3edc
1qaz@wsx 1qazxsw2 69696969 741852963 789456123 789456123a 87654321 88888888 963852741 987654321
9876543210 a12345678 a123456789 a1b2c3d4 a1s2d3f4 aa123456 aa12345678 aaaa1111 aaaabbbb abc12345
abc123456 abc123abc abcabcabc abcd1234 abcd12345 abcdefgh abcdefghi access14 admin123 admin1234
admin12345 admin@123 adminadmin administrator alexander arsenal1 asd123asd asdasdasd asdf1234
asdfasdf asdfghjk asdfghjkl asdfghjkl; ashley123 autumn2024 autumn2025 azertyuiop barcelona baseball
baseball1 basketball batman123 blink182 butterfly changeit changeme changeme1 changeme123 charlie1
chelsea1 chocolate chocolate1 computer computer1 contrasena correcthorsebatterystaple corvette
daniel123 december1 default1 demo1234 dragon123 elizabeth facebook facebook1 football football1
freedom1 gfhjkmgfhjkm google123 guest1234 hello123 hello1234 hellohello helloworld hunter123
hunter22 iloveyou iloveyou! iloveyou1 iloveyou123 iloveyou2 internet january1 jennifer jessica1
jonathan jordan23 juventus killer123 letmein! letmein1 letmein123 liverpool liverpool1 lkjhgfdsa
login123 master123 mercedes michael1 michelle minecraft mnbvcxz1 monday123 monkey123 motdepasse
mypassword newpassword nintendo p@55w0rd p@ssw0rd p@ssw0rd1 p@ssw0rd123 p@ssword pa$$w0rd pa$$word
pass1234 pass12345 pass@123 pass@word1 passw0rd passw0rd! password password! password01 password1
password1! password12 password123 password123! password1234 password2 passwort passwort1 passwort123
poiuytrewq pokemon1 pokemon123 princess princess1 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 q2w3e4r5
qazwsx123 qazwsxedc qwaszx12 qwe123qwe qweasdzxc qweqweqwe qwer1234 qwer1234! qwerty1! qwerty12
qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertyui qwertyuiop root1234 rootroot samantha
secret123 shadow123 spiderman spring2024 spring2025 starwars starwars1 summer2023 summer2024
summer2025 summer2026 sunshine sunshine1 superman superman1 temp1234 test1234 test12345 test123456
testing123 testtest toor1234 trustno1 user1234 victoria wachtwoord welcome1 welcome1! welcome12
welcome123 welcome@123 whatever whatever1 whiskey1 winter2023 winter2024 winter2025 winter2026
yourpassword zaq12wsx zaq1zaq1 zxcvbnm1 zxcvbnm123 zxczxczxc
`
    .trim()
    .split(/\s+/),
)
