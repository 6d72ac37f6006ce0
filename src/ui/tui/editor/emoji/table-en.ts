// Made from emojibase-data (MIT, Copyright (c) 2017-2019 Miles Johnson; words of Unicode's CLDR) by `npm run generate`.
/** A line each: the sign, its shortcodes, its name, words for it. Apart by tabs and commas. */
export const EMOJI_EN = `😀	grinning,grinning_face	grinning face	cheerful,cheery,grin,happy,laugh,nice,smile,smiling,teeth
😃	smiley,grinning_face_with_big_eyes	grinning face with big eyes	awesome,grin,happy,mouth,open,smile,smiling,teeth,yay
😄	smile,grinning_face_with_closed_eyes	grinning face with smiling eyes	eye,grin,happy,laugh,lol,mouth,open
😁	grin,beaming_face	beaming face with smiling eyes	eye,grinning,happy,nice,smile,teeth
😆	laughing,satisfied,lol,squinting_face	grinning squinting face	closed,eyes,haha,hahaha,happy,laugh,mouth,open,rofl,smile,smiling
😅	sweat_smile,grinning_face_with_sweat	grinning face with sweat	cold,dejected,excited,mouth,nervous,open,smiling,stress,stressed
🤣	rofl	rolling on the floor laughing	crying,face,funny,haha,happy,hehe,hilarious,joy,laugh,lmao,lol,roflmao,tear
😂	joy,lmao,tears_of_joy	face with tears of joy	crying,feels,funny,haha,happy,hehe,hilarious,laugh,lol,rofl,roflmao,tear
🙂	slightly_smiling_face	slightly smiling face	happy,smile
🙃	upside_down_face	upside-down face	hehe,smile
🫠	melting_face,melt	melting face	disappear,dissolve,embarrassed,haha,heat,hot,liquid,lol,sarcasm,sarcastic
😉	wink,winking_face	winking face	flirt,heartbreaker,sexy,slide,tease,winks
😊	blush,smiling_face_with_closed_eyes	smiling face with smiling eyes	eye,glad,satisfied,smile
😇	innocent,halo	smiling face with halo	angel,angelic,angels,blessed,fairy,fairytale,fantasy,happy,peaceful,smile,spirit,tale
🥰	smiling_face_with_three_hearts,smiling_face_with_3_hearts	smiling face with hearts	adore,crush,heart,ily,love,romance,smile,you
😍	heart_eyes,smiling_face_with_heart_eyes	smiling face with heart-eyes	143,bae,eye,feels,hearts,ily,kisses,love,romance,romantic,smile,xoxo
🤩	star_struck	star-struck	excited,eyes,face,grinning,smile,starry-eyed,wow
😘	kissing_heart,blowing_a_kiss	face blowing a kiss	adorbs,bae,flirt,ily,love,lover,miss,muah,romantic,smooch,xoxo,you
😗	kissing,kissing_face	kissing face	143,date,dating,flirt,ily,kiss,love,smooch,smooches,xoxo,you
☺️	relaxed,smiling_face	smiling face	happy,outlined,smile
😚	kissing_closed_eyes,kissing_face_with_closed_eyes	kissing face with closed eyes	143,bae,blush,date,dating,eye,flirt,ily,kisses,smooches,xoxo
😙	kissing_smiling_eyes,kissing_face_with_smiling_eyes	kissing face with smiling eyes	143,closed,date,dating,eye,flirt,ily,kiss,kisses,love,night,smile
🥲	smiling_face_with_tear	smiling face with tear	glad,grateful,happy,joy,pain,proud,relieved,smile,smiley,touched
😋	yum,savoring_food	face savoring food	delicious,eat,full,hungry,savor,smile,smiling,tasty,um,yummy
😛	stuck_out_tongue,face_with_tongue	face with tongue	awesome,cool,nice,party,stuck-out,sweet
😜	stuck_out_tongue_winking_eye	winking face with tongue	crazy,epic,funny,joke,loopy,nutty,party,stuck-out,wacky,weirdo,wink,yolo
🤪	zany_face,zany	zany face	crazy,eye,eyes,goofy,large,small
😝	stuck_out_tongue_closed_eyes	squinting face with tongue	eye,gross,horrible,omg,stuck-out,taste,whatever,yolo
🤑	money_mouth_face	money-mouth face	paid
🤗	hugs,hug,hugging,hugging_face	smiling face with open hands	
🤭	hand_over_mouth,face_with_hand_over_mouth	face with hand over mouth	giggle,giggling,oops,realization,secret,shock,sudden,surprise,whoops
🫢	face_with_open_eyes_and_hand_over_mouth,face_with_open_eyes_hand_over_mouth,gasp	face with open eyes and hand over mouth	amazement,awe,disbelief,embarrass,omg,quiet,scared,shock,surprise
🫣	face_with_peeking_eye,peek	face with peeking eye	captivated,embarrass,hide,hiding,peep,scared,shy,stare
🤫	shushing_face,shush	shushing face	quiet,shh
🤔	thinking,thinking_face,wtf	thinking face	chin,consider,hmm,ponder,pondering,wondering
🫡	saluting_face,salute	saluting face	good,luck,ma’am,ok,respect,sir,troops,yes
🤐	zipper_mouth_face,zipper_mouth	zipper-mouth face	keep,quiet,secret,shut,zip
🤨	raised_eyebrow,face_with_raised_eyebrow	face with raised eyebrow	disapproval,disbelief,distrust,emoji,hmm,mild,skeptic,skeptical,skepticism,surprise,what
😐	neutral_face,neutral	neutral face	awkward,blank,deadpan,expressionless,fine,jealous,meh,oh,shade,straight,unamused,unhappy,unimpressed,whatever
😑	expressionless,expressionless_face	expressionless face	awkward,dead,fine,inexpressive,jealous,meh,not,oh,omg,straight,uh,unhappy,unimpressed,whatever
😶	no_mouth	face without mouth	awkward,blank,expressionless,mouthless,mute,quiet,secret,silence,silent,speechless
🫥	dotted_line_face	dotted line face	depressed,disappear,hidden,hide,introvert,invisible,meh,whatever,wtv
😶‍🌫️	face_in_clouds,in_clouds	face in clouds	absentminded,fog,head
😏	smirk,smirking,smirking_face	smirking face	boss,dapper,flirt,homie,kidding,leer,shade,slick,sly,smug,snicker,suave,suspicious,swag
😒	unamused,unamused_face	unamused face	...,bored,fine,jealous,jel,jelly,pissed,smh,ugh,uhh,unhappy,weird,whatever
🙄	roll_eyes,rolling_eyes	face with rolling eyes	eyeroll,shade,ugh,whatever
😬	grimacing,grimacing_face	grimacing face	awk,awkward,dentist,grimace,grinning,smile,smiling
😮‍💨	face_exhaling,exhale,exhaling	face exhaling	blow,blowing,exhausted,gasp,groan,relief,sigh,smiley,smoke,whisper,whistle
🤥	lying_face,lying	lying face	liar,lie,pinocchio
🫨	shaking_face,shaking	shaking face	crazy,daze,earthquake,omg,panic,shock,surprise,vibrate,whoa,wow
😌	relieved,relieved_face	relieved face	calm,peace,relief,zen
😔	pensive,pensive_face	pensive face	awful,bored,dejected,died,disappointed,losing,lost,sad,sucks
😪	sleepy,sleepy_face	sleepy face	crying,good,night,sad,sleep,sleeping,tired
🤤	drooling_face,drooling	drooling face	
😴	sleeping,sleeping_face	sleeping face	bed,bedtime,good,goodnight,nap,night,sleep,tired,whatever,yawn,zzz
😷	mask,medical_mask	face with medical mask	cold,dentist,dermatologist,doctor,dr,germs,medicine,sick
🤒	face_with_thermometer	face with thermometer	ill,sick
🤕	face_with_head_bandage	face with head-bandage	hurt,injury,ouch
🤢	nauseated_face,nauseated	nauseated face	gross,nasty,sick,vomit
🤮	vomiting_face,face_vomiting,vomiting	face vomiting	barf,ew,gross,puke,sick,spew,throw,up,vomit
🤧	sneezing_face,sneezing	sneezing face	fever,flu,gesundheit,sick,sneeze
🥵	hot_face,hot	hot face	dying,feverish,heat,panting,red-faced,stroke,sweating,tongue
🥶	cold_face,cold	cold face	blue,blue-faced,freezing,frostbite,icicles,subzero,teeth
🥴	woozy_face,woozy	woozy face	dizzy,drunk,eyes,intoxicated,mouth,tipsy,uneven,wavy
😵	dizzy_face,knocked_out	face with crossed-out eyes	dead,feels,sick,tired
😵‍💫	face_with_spiral_eyes,dizzy_eyes	face with spiral eyes	confused,hypnotized,omg,smiley,trouble,whoa,woah,woozy
🤯	exploding_head	exploding head	blown,explode,mind,mindblown,no,shocked,way
🤠	cowboy_hat_face,cowboy,cowboy_face	cowboy hat face	cowgirl
🥳	partying_face,hooray,partying	partying face	bday,birthday,celebrate,celebration,excited,happy,hat,horn,party
🥸	disguised_face,disguised	disguised face	disguise,eyebrow,glasses,incognito,moustache,mustache,nose,person,spy,tache,tash
😎	sunglasses,smiling_face_with_sunglasses,sunglasses_cool,too_cool	smiling face with sunglasses	awesome,beach,bright,bro,chilling,rad,relaxed,shades,slay,smile,style,swag,win
🤓	nerd_face,nerd	nerd face	brainy,clever,expert,geek,gifted,glasses,intelligent,smart
🧐	monocle_face,face_with_monocle	face with monocle	classy,fancy,rich,stuffy,wealthy
😕	confused,confused_face	confused face	befuddled,confusing,dunno,frown,hm,meh,not,sad,sorry,sure
🫤	face_with_diagonal_mouth	face with diagonal mouth	confused,confusion,disappointed,doubt,doubtful,frustrated,frustration,meh,skeptical,unsure,whatever,wtv
😟	worried,worried_face	worried face	anxious,butterflies,nerves,nervous,sad,stress,stressed,surprised,worry
🙁	slightly_frowning_face	slightly frowning face	frown,sad
☹️	frowning_face,white_frowning_face	frowning face	frown,sad
😮	open_mouth,face_with_open_mouth	face with open mouth	believe,forgot,omg,shocked,surprised,sympathy,unbelievable,unreal,whoa,wow,you
😯	hushed,hushed_face	hushed face	epic,omg,stunned,surprised,whoa,woah
😲	astonished,astonished_face	astonished face	cost,no,omg,shocked,totally,way
😳	flushed,flushed_face	flushed face	amazed,awkward,crazy,dazed,dead,disbelief,embarrassed,geez,heat,hot,impressed,jeez,what,wow
🥺	pleading_face,pleading	pleading face	begging,big,eyes,mercy,not,please,pretty,puppy,sad,why
🥹	face_holding_back_tears,watery_eyes	face holding back tears	admiration,aww,cry,embarrassed,feelings,grateful,gratitude,joy,please,proud,resist,sad
😦	frowning,frowning_face	frowning face with open mouth	caught,frown,guard,scared,scary,surprise,what,wow
😧	anguished,anguished_face	anguished face	forgot,scared,scary,stressed,surprise,unhappy,what,wow
😨	fearful,fearful_face	fearful face	afraid,anxious,blame,fear,scared,worried
😰	cold_sweat,anxious,anxious_face	anxious face with sweat	blue,eek,mouth,nervous,open,rushed,scared,yikes
😥	disappointed_relieved,sad_relieved_face	sad but relieved face	anxious,call,close,complicated,not,sweat,time,whew
😢	cry,crying_face	crying face	awful,feels,miss,sad,tear,triste,unhappy
😭	sob,loudly_crying_face	loudly crying face	bawling,cry,sad,tear,tears,unhappy
😱	scream,screaming_in_fear	face screaming in fear	epic,fearful,munch,scared,screamer,shocked,surprised,woah
😖	confounded,confounded_face	confounded face	annoyed,confused,cringe,distraught,feels,frustrated,mad,sad
😣	persevere,persevering_face	persevering face	concentrate,concentration,focus,headache
😞	disappointed,disappointed_face	disappointed face	awful,blame,dejected,fail,losing,sad,unhappy
😓	sweat,downcast_face	downcast face with sweat	close,cold,feels,headache,nervous,sad,scared,yikes
😩	weary,weary_face	weary face	crying,fail,feels,hungry,mad,nooo,sad,sleepy,tired,unhappy
😫	tired_face,tired	tired face	cost,feels,nap,sad,sneeze
🥱	yawning_face,yawn,yawning	yawning face	bedtime,bored,goodnight,nap,night,sleep,sleepy,tired,whatever,zzz
😤	triumph,nose_steam	face with steam from nose	anger,angry,feels,fume,fuming,furious,fury,mad,unhappy,won
😡	pout,rage,pouting_face	enraged face	anger,angry,feels,mad,maddening,red,shade,unhappy,upset
😠	angry,angry_face	angry face	anger,blame,feels,frustrated,mad,maddening,rage,shade,unhappy,upset
🤬	cursing_face,censored,face_with_symbols_on_mouth	face with symbols on mouth	censor,cussing,mad,pissed,swearing
😈	smiling_imp	smiling face with horns	demon,devil,evil,fairy,fairytale,fantasy,purple,shade,smile,tale
👿	imp,angry_imp	angry face with horns	demon,devil,evil,fairy,fairytale,fantasy,mischievous,purple,shade,tale
💀	skull	skull	body,dead,death,face,fairy,fairytale,i’m,lmao,monster,tale,yolo
☠️	skull_and_crossbones	skull and crossbones	bone,dead,death,face,monster
💩	hankey,poop,shit	pile of poo	bs,comic,doo,dung,face,fml,monster,smelly,smh,stink,stinks,stinky,turd
🤡	clown_face,clown	clown face	
👹	japanese_ogre,ogre	ogre	creature,devil,face,fairy,fairytale,fantasy,mask,monster,scary,tale
👺	japanese_goblin,goblin	goblin	angry,creature,face,fairy,fairytale,fantasy,mask,mean,monster,tale
👻	ghost	ghost	boo,creature,excited,face,fairy,fairytale,fantasy,halloween,haunting,monster,scary,silly,tale
👽	alien	alien	creature,extraterrestrial,face,fairy,fairytale,fantasy,monster,space,tale,ufo
👾	space_invader,alien_monster	alien monster	creature,extraterrestrial,face,fairy,fairytale,fantasy,game,gamer,games,pixelated,tale,ufo
🤖	robot,robot_face	robot	monster
😺	smiley_cat,grinning_cat	grinning cat	animal,face,mouth,open,smile,smiling
😸	smile_cat,grinning_cat_with_closed_eyes	grinning cat with smiling eyes	animal,eye,face,grin
😹	joy_cat,tears_of_joy_cat	cat with tears of joy	animal,face,laugh,laughing,lol,tear
😻	heart_eyes_cat,smiling_cat_with_heart_eyes	smiling cat with heart-eyes	animal,eye,face,love,smile
😼	smirk_cat,wry_smile_cat	cat with wry smile	animal,face,ironic
😽	kissing_cat	kissing cat	animal,closed,eye,eyes,face,kiss
🙀	scream_cat,weary_cat	weary cat	animal,face,oh,surprised
😿	crying_cat_face,crying_cat	crying cat	animal,cry,sad,tear
😾	pouting_cat	pouting cat	animal,face
🙈	see_no_evil	see-no-evil monkey	embarrassed,face,forbidden,forgot,gesture,hide,omg,prohibited,scared,secret,smh,watch
🙉	hear_no_evil	hear-no-evil monkey	animal,ears,face,forbidden,gesture,listen,not,prohibited,secret,shh,tmi
🙊	speak_no_evil	speak-no-evil monkey	animal,face,forbidden,gesture,not,oops,prohibited,quiet,secret,stealth
💌	love_letter	love letter	heart,mail,romance,valentine
💘	cupid,heart_with_arrow	heart with arrow	143,adorbs,date,emotion,ily,love,romance,valentine
💝	gift_heart,heart_with_ribbon	heart with ribbon	143,anniversary,emotion,ily,kisses,valentine,xoxo
💖	sparkling_heart	sparkling heart	143,emotion,excited,good,ily,kisses,morning,night,sparkle,xoxo
💗	heartpulse,growing_heart	growing heart	143,emotion,excited,ily,kisses,muah,nervous,pulse,xoxo
💓	heartbeat,beating_heart	beating heart	143,cardio,emotion,ily,love,pulsating,pulse
💞	revolving_hearts	revolving hearts	143,adorbs,anniversary,emotion,heart
💕	two_hearts	two hearts	143,anniversary,date,dating,emotion,heart,ily,kisses,love,loving,xoxo
💟	heart_decoration	heart decoration	143,emotion,hearth,purple,white
❣️	heavy_heart_exclamation,heart_exclamation	heart exclamation	mark,punctuation
💔	broken_heart	broken heart	break,crushed,emotion,heartbroken,lonely,sad
❤️‍🔥	heart_on_fire	heart on fire	burn,love,lust,sacred
❤️‍🩹	mending_heart	mending heart	healthier,improving,recovering,recuperating,well
❤️	heart,red_heart	red heart	emotion,love
🩷	pink_heart	pink heart	143,adorable,cute,emotion,ily,like,love,special,sweet
🧡	orange_heart	orange heart	143
💛	yellow_heart	yellow heart	143,cardiac,emotion,ily,love
💚	green_heart	green heart	143,emotion,ily,love,romantic
💙	blue_heart	blue heart	143,emotion,ily,love,romance
🩵	light_blue_heart	light blue heart	143,cute,cyan,emotion,ily,like,love,sky,special,teal
💜	purple_heart	purple heart	143,bestest,emotion,ily,love
🤎	brown_heart	brown heart	143
🖤	black_heart	black heart	evil,wicked
🩶	grey_heart,gray_heart	grey heart	143,emotion,ily,love,silver,slate,special
🤍	white_heart	white heart	143
💋	kiss	kiss mark	dating,emotion,heart,kissing,lips,romance,sexy
💯	100	hundred points	a+,agree,clearly,definitely,faithful,fleek,full,keep,perfect,point,score,true,truth,yup
💢	anger	anger symbol	angry,comic,mad,upset
💥	boom,collision	collision	bomb,collide,comic,explode
💫	dizzy	dizzy	comic,shining,shooting,star,stars
💦	sweat_drops	sweat droplets	comic,drip,droplet,splashing,squirt,water,wet,work,workout
💨	dash,dashing_away	dashing away	cloud,comic,fart,fast,go,gone,gotta,running,smoke
🕳️	hole	hole	
💬	speech_balloon	speech balloon	bubble,comic,dialog,message,sms,talk,text,typing
👁️‍🗨️	eye_speech_bubble,eye_in_speech_bubble	eye in speech bubble	balloon,witness
🗨️	left_speech_bubble	left speech bubble	balloon,dialog
🗯️	right_anger_bubble	right anger bubble	angry,balloon,mad
💭	thought_balloon	thought balloon	bubble,cartoon,cloud,comic,daydream,decisions,dream,idea,invent,invention,realize,think,thoughts,wonder
💤	zzz	ZZZ	comic,good,goodnight,night,sleep,sleeping,sleepy,tired
👋	wave,waving_hand	waving hand	bye,cya,g2g,greetings,gtg,hello,hey,hi,later,outtie,ttfn,ttyl,yo,you
🤚	raised_back_of_hand	raised back of hand	backhand
🖐️	raised_hand_with_fingers_splayed	hand with fingers splayed	finger,stop
✋	hand,raised_hand,high_five	raised hand	5,stop
🖖	vulcan_salute,vulcan	vulcan salute	finger,hand,hands
🫱	rightwards_hand	rightwards hand	handshake,hold,reach,right,rightward,shake
🫲	leftwards_hand	leftwards hand	handshake,hold,left,leftward,reach,shake
🫳	palm_down_hand,palm_down	palm down hand	dismiss,drop,dropped,pick,shoo,up
🫴	palm_up_hand,palm_up	palm up hand	beckon,catch,come,hold,know,lift,me,offer,tell
🫷	leftwards_pushing_hand	leftwards pushing hand	block,five,halt,high,hold,leftward,pause,push,refuse,slap,stop,wait
🫸	rightwards_pushing_hand	rightwards pushing hand	block,five,halt,high,hold,pause,push,refuse,rightward,slap,stop,wait
👌	ok_hand	OK hand	awesome,bet,dope,fleek,fosho,got,gotcha,legit,okay,pinch,rad,sure,sweet,three
🤌	pinched_fingers,pinch	pinched fingers	gesture,hand,hold,huh,interrogation,patience,relax,sarcastic,ugh,what,zip
🤏	pinching_hand	pinching hand	amount,bit,fingers,little,small,sort
✌️	v,victory	victory hand	peace
🤞	crossed_fingers,fingers_crossed	crossed fingers	cross,finger,hand,luck
🫰	hand_with_index_finger_and_thumb_crossed	hand with index finger and thumb crossed	<3,expensive,heart,love,money,snap
🤟	love_you_gesture	love-you gesture	fingers,hand,ily,three
🤘	metal,sign_of_the_horns	sign of the horns	finger,hand,rock-on
🤙	call_me_hand	call me hand	hang,loose,shaka
👈	point_left	backhand index pointing left	finger,hand
👉	point_right	backhand index pointing right	finger,hand
👆	point_up_2,point_up	backhand index pointing up	finger,hand
🖕	fu,middle_finger	middle finger	hand
👇	point_down	backhand index pointing down	finger,hand
☝️	point_up,point_up_2	index pointing up	finger,hand,this
🫵	index_pointing_at_the_viewer,point_forward	index pointing at the viewer	finger,hand,poke,you
👍	+1,thumbsup,yes	thumbs up	good,hand,like,thumb
👎	-1,thumbsdown,no	thumbs down	bad,dislike,good,hand,nope,thumb
✊	fist,fist_raised	raised fist	clenched,hand,punch,solidarity
👊	facepunch,fist_oncoming,punch	oncoming fist	absolutely,agree,boom,bro,bruh,bump,clenched,correct,hand,knuckle,pound,rock,ttyl
🤛	fist_left,left_facing_fist	left-facing fist	leftwards
🤜	fist_right,right_facing_fist	right-facing fist	rightwards
👏	clap,clapping_hands	clapping hands	applause,approval,awesome,congrats,congratulations,excited,good,great,hand,homie,job,nice,prayed,well,yay
🙌	raised_hands	raising hands	celebration,gesture,hand,hooray,praise
🫶	heart_hands	heart hands	<3,love,you
👐	open_hands	open hands	hand,hug,jazz,swerve
🤲	palms_up_together	palms up together	cupped,dua,hands,pray,prayer,wish
🤝	handshake	handshake	agreement,deal,hand,meeting,shake
🙏	pray,folded_hands	folded hands	appreciate,ask,beg,blessed,bow,cmon,five,gesture,hand,high,please,thanks,thx
✍️	writing_hand	writing hand	write
💅	nail_care,nail_polish	nail polish	bored,cosmetics,done,makeup,manicure,whatever
🤳	selfie	selfie	camera,phone
💪	muscle,right_bicep	flexed biceps	arm,beast,bench,bodybuilder,bro,curls,flex,gains,gym,jacked,press,ripped,strong,weightlift
🦾	mechanical_arm	mechanical arm	accessibility,prosthetic
🦿	mechanical_leg	mechanical leg	accessibility,prosthetic
🦵	leg	leg	bent,foot,kick,knee,limb
🦶	foot	foot	ankle,feet,kick,stomp
👂	ear	ear	body,ears,hear,hearing,listen,listening,sound
🦻	ear_with_hearing_aid,hearing_aid	ear with hearing aid	accessibility,hard
👃	nose	nose	body,noses,nosey,odor,smell,smells
🧠	brain	brain	intelligent,smart
🫀	anatomical_heart	anatomical heart	beat,cardiology,heartbeat,organ,pulse,real,red
🫁	lungs	lungs	breath,breathe,exhalation,inhalation,lung,organ,respiration
🦷	tooth	tooth	dentist,pearly,teeth,white
🦴	bone	bone	bones,dog,skeleton,wishbone
👀	eyes	eyes	body,eye,face,googly,look,looking,omg,peep,see,seeing
👁️	eye	eye	1,body,one
👅	tongue	tongue	body,lick,slurp
👄	lips,mouth	mouth	beauty,body,kiss,kissing,lipstick
🫦	biting_lip	biting lip	anxious,bite,fear,flirt,flirting,kiss,lipstick,nervous,sexy,uncomfortable,worried,worry
👶	baby	baby	babies,children,goo,infant,newborn,pregnant,young
🧒	child	child	bright-eyed,grandchild,kid,young,younger
👦	boy	boy	bright-eyed,child,grandson,kid,son,young,younger
👧	girl	girl	bright-eyed,child,daughter,granddaughter,kid,virgo,young,younger,zodiac
🧑	adult	person	
👱	blond_haired_person,blond_haired	person: blond hair	blond-haired,human
👨	man	man	adult,bro
🧔	bearded_person,person_bearded	person: beard	whiskers
🧔‍♂️	man_beard,man_bearded	man: beard	whiskers
🧔‍♀️	woman_beard,woman_bearded	woman: beard	whiskers
👨‍🦰	red_haired_man,man_red_haired	man: red hair	adult,bro,red hair
👨‍🦱	curly_haired_man,man_curly_haired	man: curly hair	adult,bro,curly hair
👨‍🦳	white_haired_man,man_white_haired	man: white hair	adult,bro,white hair
👨‍🦲	bald_man,man_bald	man: bald	adult,bro
👩	woman	woman	adult,lady
👩‍🦰	red_haired_woman,woman_red_haired	woman: red hair	adult,lady,red hair
🧑‍🦰	person_red_hair,red_haired	person: red hair	adult,red hair
👩‍🦱	curly_haired_woman,woman_curly_haired	woman: curly hair	adult,curly hair,lady
🧑‍🦱	person_curly_hair,curly_haired	person: curly hair	adult,curly hair
👩‍🦳	white_haired_woman,woman_white_haired	woman: white hair	adult,lady,white hair
🧑‍🦳	person_white_hair,white_haired	person: white hair	adult,white hair
👩‍🦲	bald_woman,woman_bald	woman: bald	adult,lady
🧑‍🦲	person_bald,bald	person: bald	adult
👱‍♀️	blond_haired_woman,blonde_woman,woman_blond_haired	woman: blond hair	blond-haired
👱‍♂️	blond_haired_man,man_blond_haired	man: blond hair	blond-haired
🧓	older_adult	older person	elderly,grandparent,old,wise
👴	older_man	old man	adult,bald,elderly,gramps,grandfather,grandpa,wise
👵	older_woman	old woman	adult,elderly,grandma,grandmother,granny,lady,wise
🙍	frowning_person,person_frowning	person frowning	annoyed,disappointed,disgruntled,disturbed,frown,frustrated,gesture,irritated,upset
🙍‍♂️	frowning_man,man_frowning	man frowning	annoyed,disappointed,disgruntled,disturbed,frown,frustrated,gesture,irritated,upset
🙍‍♀️	frowning_woman,woman_frowning	woman frowning	annoyed,disappointed,disgruntled,disturbed,frown,frustrated,gesture,irritated,upset
🙎	pouting_face,person_pouting,pouting	person pouting	disappointed,downtrodden,frown,grimace,scowl,sulk,upset,whine
🙎‍♂️	pouting_man,man_pouting	man pouting	disappointed,downtrodden,frown,grimace,scowl,sulk,upset,whine
🙎‍♀️	pouting_woman,woman_pouting	woman pouting	disappointed,downtrodden,frown,grimace,scowl,sulk,upset,whine
🙅	no_good,person_gesturing_no	person gesturing NO	forbidden,gesture,hand,not,prohibit
🙅‍♂️	ng_man,no_good_man,man_gesturing_no	man gesturing NO	forbidden,gesture,hand,not,prohibit
🙅‍♀️	ng_woman,no_good_woman,woman_gesturing_no	woman gesturing NO	forbidden,gesture,hand,not,prohibit
🙆	ok_person,all_good,person_gesturing_ok	person gesturing OK	exercise,gesture,hand,omg
🙆‍♂️	ok_man,man_gesturing_ok	man gesturing OK	exercise,gesture,hand,omg
🙆‍♀️	ok_woman,woman_gesturing_ok	woman gesturing OK	exercise,gesture,hand,omg
💁	information_desk_person,tipping_hand_person,person_tipping_hand	person tipping hand	fetch,flick,flip,gossip,sarcasm,sarcastic,sassy,seriously,whatever
💁‍♂️	sassy_man,tipping_hand_man,man_tipping_hand	man tipping hand	fetch,flick,flip,gossip,sarcasm,sarcastic,seriously,whatever
💁‍♀️	sassy_woman,tipping_hand_woman,woman_tipping_hand	woman tipping hand	fetch,flick,flip,gossip,sarcasm,sarcastic,seriously,whatever
🙋	raising_hand,person_raising_hand	person raising hand	gesture,here,know,me,pick,question,raise
🙋‍♂️	raising_hand_man,man_raising_hand	man raising hand	gesture,here,know,me,pick,question,raise
🙋‍♀️	raising_hand_woman,woman_raising_hand	woman raising hand	gesture,here,know,me,pick,question,raise
🧏	deaf_person	deaf person	accessibility,ear,gesture,hear
🧏‍♂️	deaf_man	deaf man	accessibility,ear,gesture,hear
🧏‍♀️	deaf_woman	deaf woman	accessibility,ear,gesture,hear
🙇	bow,person_bowing	person bowing	apology,ask,beg,favor,forgive,gesture,meditate,meditation,pity,regret,sorry
🙇‍♂️	bowing_man,man_bowing	man bowing	apology,ask,beg,bow,favor,forgive,gesture,meditate,meditation,pity,regret,sorry
🙇‍♀️	bowing_woman,woman_bowing	woman bowing	apology,ask,beg,bow,favor,forgive,gesture,meditate,meditation,pity,regret,sorry
🤦	facepalm,person_facepalming	person facepalming	again,bewilder,disbelief,exasperation,no,not,oh,omg,shock,smh
🤦‍♂️	man_facepalming	man facepalming	again,bewilder,disbelief,exasperation,facepalm,no,not,oh,omg,shock,smh
🤦‍♀️	woman_facepalming	woman facepalming	again,bewilder,disbelief,exasperation,facepalm,no,not,oh,omg,shock,smh
🤷	shrug,person_shrugging	person shrugging	doubt,dunno,guess,idk,ignorance,indifference,knows,maybe,whatever,who
🤷‍♂️	man_shrugging	man shrugging	doubt,dunno,guess,idk,ignorance,indifference,knows,maybe,shrug,whatever,who
🤷‍♀️	woman_shrugging	woman shrugging	doubt,dunno,guess,idk,ignorance,indifference,knows,maybe,shrug,whatever,who
🧑‍⚕️	health_worker	health worker	doctor,healthcare,nurse,therapist
👨‍⚕️	man_health_worker	man health worker	doctor,healthcare,nurse,therapist
👩‍⚕️	woman_health_worker	woman health worker	doctor,healthcare,nurse,therapist
🧑‍🎓	student	student	graduate
👨‍🎓	man_student	man student	graduate
👩‍🎓	woman_student	woman student	graduate
🧑‍🏫	teacher	teacher	instructor,lecturer,professor
👨‍🏫	man_teacher	man teacher	instructor,lecturer,professor
👩‍🏫	woman_teacher	woman teacher	instructor,lecturer,professor
🧑‍⚖️	judge	judge	justice,law,scales
👨‍⚖️	man_judge	man judge	justice,law,scales
👩‍⚖️	woman_judge	woman judge	justice,law,scales
🧑‍🌾	farmer	farmer	gardener,rancher
👨‍🌾	man_farmer	man farmer	gardener,rancher
👩‍🌾	woman_farmer	woman farmer	gardener,rancher
🧑‍🍳	cook	cook	chef
👨‍🍳	man_cook	man cook	chef
👩‍🍳	woman_cook	woman cook	chef
🧑‍🔧	mechanic	mechanic	electrician,plumber,tradesperson
👨‍🔧	man_mechanic	man mechanic	electrician,plumber,tradesperson
👩‍🔧	woman_mechanic	woman mechanic	electrician,plumber,tradesperson
🧑‍🏭	factory_worker	factory worker	assembly,industrial
👨‍🏭	man_factory_worker	man factory worker	assembly,industrial
👩‍🏭	woman_factory_worker	woman factory worker	assembly,industrial
🧑‍💼	office_worker	office worker	architect,business,manager,white-collar
👨‍💼	man_office_worker	man office worker	architect,business,manager,white-collar
👩‍💼	woman_office_worker	woman office worker	architect,business,manager,white-collar
🧑‍🔬	scientist	scientist	biologist,chemist,engineer,mathematician,physicist
👨‍🔬	man_scientist	man scientist	biologist,chemist,engineer,mathematician,physicist
👩‍🔬	woman_scientist	woman scientist	biologist,chemist,engineer,mathematician,physicist
🧑‍💻	technologist	technologist	coder,computer,developer,inventor,software
👨‍💻	man_technologist	man technologist	coder,computer,developer,inventor,software
👩‍💻	woman_technologist	woman technologist	coder,computer,developer,inventor,software
🧑‍🎤	singer	singer	actor,entertainer,rock,rockstar,star
👨‍🎤	man_singer	man singer	actor,entertainer,rock,rockstar,star
👩‍🎤	woman_singer	woman singer	actor,entertainer,rock,rockstar,star
🧑‍🎨	artist	artist	palette
👨‍🎨	man_artist	man artist	palette
👩‍🎨	woman_artist	woman artist	palette
🧑‍✈️	pilot	pilot	plane
👨‍✈️	man_pilot	man pilot	plane
👩‍✈️	woman_pilot	woman pilot	plane
🧑‍🚀	astronaut	astronaut	rocket,space
👨‍🚀	man_astronaut	man astronaut	rocket,space
👩‍🚀	woman_astronaut	woman astronaut	rocket,space
🧑‍🚒	firefighter	firefighter	fire,firetruck
👨‍🚒	man_firefighter	man firefighter	fire,firetruck
👩‍🚒	woman_firefighter	woman firefighter	fire,firetruck
👮	cop,police_officer	police officer	apprehend,arrest,citation,law,over,pulled,undercover
👮‍♂️	policeman,man_police_officer	man police officer	apprehend,arrest,citation,cop,law,over,pulled,undercover
👮‍♀️	policewoman,woman_police_officer	woman police officer	apprehend,arrest,citation,cop,law,over,pulled,undercover
🕵️	detective	detective	sleuth,spy
🕵️‍♂️	male_detective,man_detective	man detective	sleuth,spy
🕵️‍♀️	female_detective,woman_detective	woman detective	sleuth,spy
💂	guard	guard	buckingham,helmet,london,palace
💂‍♂️	guardsman,man_guard	man guard	buckingham,helmet,london,palace
💂‍♀️	guardswoman,woman_guard	woman guard	buckingham,helmet,london,palace
🥷	ninja	ninja	assassin,fight,fighter,hidden,person,secret,skills,sly,soldier,stealth,war
👷	construction_worker	construction worker	build,fix,hardhat,hat,man,person,rebuild,remodel,repair,work
👷‍♂️	construction_worker_man,man_construction_worker	man construction worker	build,fix,hardhat,hat,rebuild,remodel,repair,work
👷‍♀️	construction_worker_woman,woman_construction_worker	woman construction worker	build,fix,hardhat,hat,man,rebuild,remodel,repair,work
🫅	person_with_crown,royalty	person with crown	monarch,noble,regal,royal
🤴	prince	prince	crown,fairy,fairytale,fantasy,king,royal,royalty,tale
👸	princess	princess	crown,fairy,fairytale,fantasy,queen,royal,royalty,tale
👳	person_with_turban,person_wearing_turban	person wearing turban	
👳‍♂️	man_with_turban,man_wearing_turban	man wearing turban	
👳‍♀️	woman_with_turban,woman_wearing_turban	woman wearing turban	
👲	man_with_gua_pi_mao,person_with_skullcap	person with skullcap	cap,chinese,guapi,hat
🧕	woman_with_headscarf	woman with headscarf	bandana,head,hijab,kerchief,mantilla,tichel
🤵	person_in_tuxedo	person in tuxedo	formal,wedding
🤵‍♂️	man_in_tuxedo	man in tuxedo	formal,groom,wedding
🤵‍♀️	woman_in_tuxedo	woman in tuxedo	formal,wedding
👰	person_with_veil	person with veil	wedding
👰‍♂️	man_with_veil	man with veil	wedding
👰‍♀️	bride_with_veil,woman_with_veil	woman with veil	wedding
🤰	pregnant_woman	pregnant woman	
🫃	pregnant_man	pregnant man	belly,bloated,full,overeat
🫄	pregnant_person	pregnant person	belly,bloated,full,overeat,stuffed
🤱	breast_feeding	breast-feeding	baby,mom,mother,nursing,woman
👩‍🍼	woman_feeding_baby	woman feeding baby	feed,mom,mother,nanny,newborn,nursing
👨‍🍼	man_feeding_baby	man feeding baby	dad,father,feed,nanny,newborn,nursing
🧑‍🍼	person_feeding_baby	person feeding baby	feed,nanny,newborn,nursing,parent
👼	angel	baby angel	church,face,fairy,fairytale,fantasy,tale
🎅	santa	Santa Claus	celebration,christmas,claus,fairy,fantasy,father,holiday,merry,tale,xmas
🤶	mrs_claus	Mrs. Claus	celebration,christmas,fairy,fantasy,holiday,merry,mother,santa,tale,xmas
🧑‍🎄	mx_claus	Mx Claus	celebration,christmas,fairy,fantasy,holiday,merry,santa,tale,xmas
🦸	superhero	superhero	good,hero,superpower
🦸‍♂️	superhero_man,man_superhero	man superhero	good,hero,superpower
🦸‍♀️	superhero_woman,woman_superhero	woman superhero	good,hero,heroine,superpower
🦹	supervillain	supervillain	bad,criminal,evil,superpower,villain
🦹‍♂️	supervillain_man,man_supervillain	man supervillain	bad,criminal,evil,superpower,villain
🦹‍♀️	supervillain_woman,woman_supervillain	woman supervillain	bad,criminal,evil,superpower,villain
🧙	mage	mage	fantasy,magic,play,sorcerer,sorceress,sorcery,spell,summon,witch,wizard
🧙‍♂️	mage_man,man_mage	man mage	fantasy,magic,play,sorcerer,sorceress,sorcery,spell,summon,witch,wizard
🧙‍♀️	mage_woman,woman_mage	woman mage	fantasy,magic,play,sorcerer,sorceress,sorcery,spell,summon,witch,wizard
🧚	fairy	fairy	fairytale,fantasy,myth,person,pixie,tale,wings
🧚‍♂️	fairy_man,man_fairy	man fairy	fairytale,fantasy,myth,oberon,person,pixie,puck,tale,wings
🧚‍♀️	fairy_woman,woman_fairy	woman fairy	fairytale,fantasy,myth,person,pixie,tale,titania,wings
🧛	vampire	vampire	blood,dracula,fangs,halloween,scary,supernatural,teeth,undead
🧛‍♂️	vampire_man,man_vampire	man vampire	blood,fangs,halloween,scary,supernatural,teeth,undead
🧛‍♀️	vampire_woman,woman_vampire	woman vampire	blood,fangs,halloween,scary,supernatural,teeth,undead
🧜	merperson	merperson	creature,fairytale,folklore,ocean,sea,siren,trident
🧜‍♂️	merman	merman	creature,fairytale,folklore,neptune,ocean,poseidon,sea,siren,trident,triton
🧜‍♀️	mermaid	mermaid	creature,fairytale,folklore,merwoman,ocean,sea,siren,trident
🧝	elf	elf	elves,enchantment,fantasy,folklore,magic,magical,myth
🧝‍♂️	elf_man,man_elf	man elf	elves,enchantment,fantasy,folklore,magic,magical,myth
🧝‍♀️	elf_woman,woman_elf	woman elf	elves,enchantment,fantasy,folklore,magic,magical,myth
🧞	genie	genie	djinn,fantasy,jinn,lamp,myth,rub,wishes
🧞‍♂️	genie_man,man_genie	man genie	djinn,fantasy,jinn,lamp,myth,rub,wishes
🧞‍♀️	genie_woman,woman_genie	woman genie	djinn,fantasy,jinn,lamp,myth,rub,wishes
🧟	zombie	zombie	apocalypse,dead,halloween,horror,scary,undead,walking
🧟‍♂️	zombie_man,man_zombie	man zombie	apocalypse,dead,halloween,horror,scary,undead,walking
🧟‍♀️	zombie_woman,woman_zombie	woman zombie	apocalypse,dead,halloween,horror,scary,undead,walking
🧌	troll	troll	fairy,fantasy,monster,tale,trolling
💆	massage,person_getting_massage	person getting massage	face,headache,relax,relaxing,salon,soothe,spa,tension,therapy,treatment
💆‍♂️	massage_man,man_getting_massage	man getting massage	face,headache,relax,relaxing,salon,soothe,spa,tension,therapy,treatment
💆‍♀️	massage_woman,woman_getting_massage	woman getting massage	face,headache,relax,relaxing,salon,soothe,spa,tension,therapy,treatment
💇	haircut,person_getting_haircut	person getting haircut	barber,beauty,chop,cosmetology,cut,groom,hair,parlor,shears,style
💇‍♂️	haircut_man,man_getting_haircut	man getting haircut	barber,beauty,chop,cosmetology,cut,groom,hair,parlor,person,shears,style
💇‍♀️	haircut_woman,woman_getting_haircut	woman getting haircut	barber,beauty,chop,cosmetology,cut,groom,hair,parlor,person,shears,style
🚶	walking,person_walking	person walking	amble,gait,hike,man,pace,pedestrian,stride,stroll,walk
🚶‍♂️	walking_man,man_walking	man walking	amble,gait,hike,pace,pedestrian,stride,stroll,walk
🚶‍♀️	walking_woman,woman_walking	woman walking	amble,gait,hike,man,pace,pedestrian,stride,stroll,walk
🧍	standing_person,person_standing,standing	person standing	stand
🧍‍♂️	standing_man,man_standing	man standing	stand
🧍‍♀️	standing_woman,woman_standing	woman standing	stand
🧎	kneeling_person,kneeling,person_kneeling	person kneeling	kneel,knees
🧎‍♂️	kneeling_man,man_kneeling	man kneeling	kneel,knees
🧎‍♀️	kneeling_woman,woman_kneeling	woman kneeling	kneel,knees
🧑‍🦯	person_with_probing_cane,person_with_white_cane	person with white cane	accessibility,blind
👨‍🦯	man_with_probing_cane,man_with_white_cane	man with white cane	accessibility,blind
👩‍🦯	woman_with_probing_cane,woman_with_white_cane	woman with white cane	accessibility,blind
🧑‍🦼	person_in_motorized_wheelchair	person in motorized wheelchair	accessibility
👨‍🦼	man_in_motorized_wheelchair	man in motorized wheelchair	accessibility
👩‍🦼	woman_in_motorized_wheelchair	woman in motorized wheelchair	accessibility
🧑‍🦽	person_in_manual_wheelchair	person in manual wheelchair	accessibility
👨‍🦽	man_in_manual_wheelchair	man in manual wheelchair	accessibility
👩‍🦽	woman_in_manual_wheelchair	woman in manual wheelchair	accessibility
🏃	runner,running,person_running	person running	fast,hurry,marathon,move,quick,race,racing,run,rush,speed
🏃‍♂️	running_man,man_running	man running	fast,hurry,marathon,move,quick,race,racing,run,rush,speed
🏃‍♀️	running_woman,woman_running	woman running	fast,hurry,marathon,move,quick,race,racing,run,rush,speed
💃	dancer,woman_dancing	woman dancing	dance,elegant,festive,flair,flamenco,groove,let’s,salsa,tango
🕺	man_dancing	man dancing	dance,dancer,elegant,festive,flair,flamenco,groove,let’s,salsa,tango
🕴️	business_suit_levitating,levitate,levitating,person_in_suit_levitating	person in suit levitating	
👯	dancers,people_with_bunny_ears_partying	people with bunny ears	bestie,bff,counterpart,dancer,double,ear,identical,pair,party,soulmate,twin,twinsies
👯‍♂️	dancing_men,men_with_bunny_ears_partying	men with bunny ears	bestie,bff,counterpart,dancer,double,ear,identical,pair,party,people,soulmate,twin,twinsies
👯‍♀️	dancing_women,women_with_bunny_ears_partying	women with bunny ears	bestie,bff,counterpart,dancer,double,ear,identical,pair,party,people,soulmate,twin,twinsies
🧖	sauna_person,person_in_steamy_room	person in steamy room	day,luxurious,pamper,relax,spa,steam,steambath,unwind
🧖‍♂️	sauna_man,man_in_steamy_room	man in steamy room	day,luxurious,pamper,relax,spa,steam,steambath,unwind
🧖‍♀️	sauna_woman,woman_in_steamy_room	woman in steamy room	day,luxurious,pamper,relax,spa,steam,steambath,unwind
🧗	climbing,person_climbing	person climbing	climb,climber,mountain,rock,scale,up
🧗‍♂️	climbing_man,man_climbing	man climbing	climb,climber,mountain,rock,scale,up
🧗‍♀️	climbing_woman,woman_climbing	woman climbing	climb,climber,mountain,rock,scale,up
🤺	person_fencing,fencer,fencing	person fencing	sword
🏇	horse_racing	horse racing	jockey,racehorse,riding,sport
⛷️	skier,person_skiing,skiing	skier	ski,snow
🏂	snowboarder,person_snowboarding,snowboarding	snowboarder	ski,snow,snowboard,sport
🏌️	golfing,golfer,person_golfing	person golfing	ball,birdie,caddy,driving,golf,green,pga,putt,range,tee
🏌️‍♂️	golfing_man,man_golfing	man golfing	ball,birdie,caddy,driving,golf,green,pga,putt,range,tee
🏌️‍♀️	golfing_woman,woman_golfing	woman golfing	ball,birdie,caddy,driving,golf,green,pga,putt,range,tee
🏄	surfer,person_surfing,surfing	person surfing	beach,ocean,sport,surf,swell,waves
🏄‍♂️	surfing_man,man_surfing	man surfing	beach,ocean,sport,surf,surfer,swell,waves
🏄‍♀️	surfing_woman,woman_surfing	woman surfing	beach,ocean,person,sport,surf,surfer,swell,waves
🚣	rowboat,person_rowing_boat	person rowing boat	canoe,cruise,fishing,lake,oar,paddle,raft,river,row
🚣‍♂️	rowing_man,man_rowing_boat	man rowing boat	canoe,cruise,fishing,lake,oar,paddle,raft,river,row,rowboat
🚣‍♀️	rowing_woman,woman_rowing_boat	woman rowing boat	canoe,cruise,fishing,lake,oar,paddle,raft,river,row,rowboat
🏊	swimmer,person_swimming,swimming	person swimming	freestyle,sport,swim,triathlon
🏊‍♂️	swimming_man,man_swimming	man swimming	freestyle,sport,swim,swimmer,triathlon
🏊‍♀️	swimming_woman,woman_swimming	woman swimming	freestyle,man,sport,swim,swimmer,triathlon
⛹️	bouncing_ball_person,person_bouncing_ball	person bouncing ball	athletic,basketball,championship,dribble,net,player,throw
⛹️‍♂️	basketball_man,bouncing_ball_man,man_bouncing_ball	man bouncing ball	athletic,championship,dribble,net,player,throw
⛹️‍♀️	basketball_woman,bouncing_ball_woman,woman_bouncing_ball	woman bouncing ball	athletic,championship,dribble,net,player,throw
🏋️	weight_lifting,person_lifting_weights,weight_lifter	person lifting weights	barbell,bodybuilder,deadlift,powerlifting,weightlifter,workout
🏋️‍♂️	weight_lifting_man,man_lifting_weights	man lifting weights	barbell,bodybuilder,deadlift,lifter,powerlifting,weightlifter,workout
🏋️‍♀️	weight_lifting_woman,woman_lifting_weights	woman lifting weights	barbell,bodybuilder,deadlift,lifter,powerlifting,weightlifter,workout
🚴	bicyclist,biking,person_biking	person biking	bicycle,bike,cycle,cyclist,riding,sport
🚴‍♂️	biking_man,man_biking	man biking	bicycle,bicyclist,bike,cycle,cyclist,riding,sport
🚴‍♀️	biking_woman,woman_biking	woman biking	bicycle,bicyclist,bike,cycle,cyclist,riding,sport
🚵	mountain_bicyclist,mountain_biking,person_mountain_biking	person mountain biking	bicycle,bike,cycle,cyclist,riding,sport
🚵‍♂️	mountain_biking_man,man_mountain_biking	man mountain biking	bicycle,bicyclist,bike,cycle,cyclist,riding,sport
🚵‍♀️	mountain_biking_woman,woman_mountain_biking	woman mountain biking	bicycle,bicyclist,bike,cycle,cyclist,riding,sport
🤸	cartwheeling,person_cartwheel	person cartwheeling	active,excited,flip,gymnastics,happy,somersault
🤸‍♂️	man_cartwheeling	man cartwheeling	active,cartwheel,excited,flip,gymnastics,happy,somersault
🤸‍♀️	woman_cartwheeling	woman cartwheeling	active,cartwheel,excited,flip,gymnastics,happy,somersault
🤼	wrestling,people_wrestling,wrestlers	people wrestling	combat,duel,grapple,ring,tournament,wrestle
🤼‍♂️	men_wrestling	men wrestling	combat,duel,grapple,ring,tournament,wrestle
🤼‍♀️	women_wrestling	women wrestling	combat,duel,grapple,ring,tournament,wrestle
🤽	water_polo,person_playing_water_polo	person playing water polo	sport,swimming,waterpolo
🤽‍♂️	man_playing_water_polo	man playing water polo	sport,swimming,waterpolo
🤽‍♀️	woman_playing_water_polo	woman playing water polo	sport,swimming,waterpolo
🤾	handball_person,handball,person_playing_handball	person playing handball	athletics,ball,catch,chuck,hurl,lob,pitch,sport,throw,toss
🤾‍♂️	man_playing_handball	man playing handball	athletics,ball,catch,chuck,hurl,lob,pitch,sport,throw,toss
🤾‍♀️	woman_playing_handball	woman playing handball	athletics,ball,catch,chuck,hurl,lob,pitch,sport,throw,toss
🤹	juggling_person,juggler,juggling,person_juggling	person juggling	act,balance,balancing,handle,juggle,manage,multitask,skill
🤹‍♂️	man_juggling	man juggling	act,balance,balancing,handle,juggle,manage,multitask,skill
🤹‍♀️	woman_juggling	woman juggling	act,balance,balancing,handle,juggle,manage,multitask,skill
🧘	lotus_position,person_in_lotus_position	person in lotus position	cross,legged,legs,meditation,peace,relax,serenity,yoga,yogi,zen
🧘‍♂️	lotus_position_man,man_in_lotus_position	man in lotus position	cross,legged,legs,meditation,peace,relax,serenity,yoga,yogi,zen
🧘‍♀️	lotus_position_woman,woman_in_lotus_position	woman in lotus position	cross,legged,legs,meditation,peace,relax,serenity,yoga,yogi,zen
🛀	bath,person_taking_bath	person taking bath	bathtub,tub
🛌	sleeping_bed,person_in_bed,sleeping_accommodation	person in bed	bedtime,good,goodnight,hotel,nap,night,sleep,tired,zzz
🧑‍🤝‍🧑	people_holding_hands	people holding hands	bae,bestie,bff,couple,dating,flirt,friends,hand,hold,twins
👭	two_women_holding_hands	women holding hands	bae,bestie,bff,couple,dating,flirt,friends,girls,hand,hold,sisters,twins
👫	couple	woman and man holding hands	bae,bestie,bff,dating,flirt,friends,hand,hold,twins
👬	two_men_holding_hands	men holding hands	bae,bestie,bff,boys,brothers,couple,dating,flirt,friends,hand,hold,twins
💏	couplekiss,couple_kiss	kiss	anniversary,babe,bae,date,dating,heart,love,mwah,person,romance,together,xoxo
👩‍❤️‍💋‍👨	couplekiss_man_woman,kiss_mw,kiss_wm	kiss: woman, man	anniversary,babe,bae,couple,date,dating,heart,love,mwah,person,romance,together,xoxo
👨‍❤️‍💋‍👨	couplekiss_man_man,kiss_mm	kiss: man, man	anniversary,babe,bae,couple,date,dating,heart,love,mwah,person,romance,together,xoxo
👩‍❤️‍💋‍👩	couplekiss_woman_woman,kiss_ww	kiss: woman, woman	anniversary,babe,bae,couple,date,dating,heart,love,mwah,person,romance,together,xoxo
💑	couple_with_heart	couple with heart	anniversary,babe,bae,dating,kiss,love,person,relationship,romance,together,you
👩‍❤️‍👨	couple_with_heart_woman_man,couple_with_heart_mw,couple_with_heart_wm	couple with heart: woman, man	anniversary,babe,bae,dating,kiss,love,person,relationship,romance,together,you
👨‍❤️‍👨	couple_with_heart_man_man,couple_with_heart_mm	couple with heart: man, man	anniversary,babe,bae,dating,kiss,love,person,relationship,romance,together,you
👩‍❤️‍👩	couple_with_heart_woman_woman,couple_with_heart_ww	couple with heart: woman, woman	anniversary,babe,bae,dating,kiss,love,person,relationship,romance,together,you
👨‍👩‍👦	family_man_woman_boy,family_mwb	family: man, woman, boy	child
👨‍👩‍👧	family_man_woman_girl,family_mwg	family: man, woman, girl	child
👨‍👩‍👧‍👦	family_man_woman_girl_boy,family_mwgb	family: man, woman, girl, boy	child
👨‍👩‍👦‍👦	family_man_woman_boy_boy,family_mwbb	family: man, woman, boy, boy	child
👨‍👩‍👧‍👧	family_man_woman_girl_girl,family_mwgg	family: man, woman, girl, girl	child
👨‍👨‍👦	family_man_man_boy,family_mmb	family: man, man, boy	child
👨‍👨‍👧	family_man_man_girl,family_mmg	family: man, man, girl	child
👨‍👨‍👧‍👦	family_man_man_girl_boy,family_mmgb	family: man, man, girl, boy	child
👨‍👨‍👦‍👦	family_man_man_boy_boy,family_mmbb	family: man, man, boy, boy	child
👨‍👨‍👧‍👧	family_man_man_girl_girl,family_mmgg	family: man, man, girl, girl	child
👩‍👩‍👦	family_woman_woman_boy,family_wwb	family: woman, woman, boy	child
👩‍👩‍👧	family_woman_woman_girl,family_wwg	family: woman, woman, girl	child
👩‍👩‍👧‍👦	family_woman_woman_girl_boy,family_wwgb	family: woman, woman, girl, boy	child
👩‍👩‍👦‍👦	family_woman_woman_boy_boy,family_wwbb	family: woman, woman, boy, boy	child
👩‍👩‍👧‍👧	family_woman_woman_girl_girl,family_wwgg	family: woman, woman, girl, girl	child
👨‍👦	family_man_boy,family_mb	family: man, boy	child
👨‍👦‍👦	family_man_boy_boy,family_mbb	family: man, boy, boy	child
👨‍👧	family_man_girl,family_mg	family: man, girl	child
👨‍👧‍👦	family_man_girl_boy,family_mgb	family: man, girl, boy	child
👨‍👧‍👧	family_man_girl_girl,family_mgg	family: man, girl, girl	child
👩‍👦	family_woman_boy,family_wb	family: woman, boy	child
👩‍👦‍👦	family_woman_boy_boy,family_wbb	family: woman, boy, boy	child
👩‍👧	family_woman_girl,family_wg	family: woman, girl	child
👩‍👧‍👦	family_woman_girl_boy,family_wgb	family: woman, girl, boy	child
👩‍👧‍👧	family_woman_girl_girl,family_wgg	family: woman, girl, girl	child
🗣️	speaking_head	speaking head	face,silhouette,speak
👤	bust_in_silhouette	bust in silhouette	mysterious,shadow
👥	busts_in_silhouette	busts in silhouette	bff,bust,everyone,friend,friends,people
🫂	people_hugging	people hugging	comfort,embrace,farewell,friendship,goodbye,hello,hug,love,thanks
👪	family	family	child
👣	footprints	footprints	barefoot,clothing,footprint,omw,print,walk
🐵	monkey_face	monkey face	animal,banana
🐒	monkey	monkey	animal,banana
🦍	gorilla	gorilla	animal
🦧	orangutan	orangutan	animal,ape,monkey
🐶	dog,dog_face	dog face	adorbs,animal,pet,puppies,puppy
🐕	dog2,dog	dog	animal,animals,dogs,pet
🦮	guide_dog	guide dog	accessibility,animal,blind
🐕‍🦺	service_dog	service dog	accessibility,animal,assistance
🐩	poodle	poodle	animal,dog,fluffy
🐺	wolf,wolf_face	wolf	animal
🦊	fox_face,fox	fox	animal
🦝	raccoon	raccoon	animal,curious,sly
🐱	cat,cat_face	cat face	animal,kitten,kitty,pet
🐈	cat2,cat	cat	animal,animals,cats,kitten,pet
🐈‍⬛	black_cat	black cat	animal,feline,halloween,meow,unlucky
🦁	lion,lion_face	lion	alpha,animal,leo,mane,order,rawr,roar,safari,strong,zodiac
🐯	tiger,tiger_face	tiger face	animal,big,cat,predator
🐅	tiger2,tiger	tiger	animal,big,cat,predator,zoo
🐆	leopard	leopard	animal,big,cat,predator,zoo
🐴	horse,horse_face	horse face	animal,dressage,equine,farm,horses
🫎	moose	moose	alces,animal,antlers,elk,mammal
🫏	donkey	donkey	animal,ass,burro,hinny,mammal,mule,stubborn
🐎	racehorse,horse	horse	animal,equestrian,farm,racing
🦄	unicorn,unicorn_face	unicorn	
🦓	zebra	zebra	animal,stripe
🦌	deer	deer	animal
🦬	bison	bison	animal,buffalo,herd,wisent
🐮	cow,cow_face	cow face	animal,farm,milk,moo
🐂	ox	ox	animal,animals,bull,farm,taurus,zodiac
🐃	water_buffalo	water buffalo	animal,zoo
🐄	cow2,cow	cow	animal,animals,farm,milk,moo
🐷	pig,pig_face	pig face	animal,bacon,farm,pork
🐖	pig2,pig	pig	animal,bacon,farm,pork,sow
🐗	boar	boar	animal,pig
🐽	pig_nose	pig nose	animal,face,farm,smell,snout
🐏	ram	ram	animal,aries,horns,male,sheep,zodiac,zoo
🐑	sheep,ewe	ewe	animal,baa,farm,female,fluffy,lamb,wool
🐐	goat	goat	animal,capricorn,farm,milk,zodiac
🐪	dromedary_camel	camel	animal,desert,hump,one
🐫	camel	two-hump camel	animal,bactrian,desert,hump,two
🦙	llama	llama	alpaca,animal,guanaco,vicuña,wool
🦒	giraffe	giraffe	animal,spots
🐘	elephant	elephant	animal
🦣	mammoth	mammoth	animal,extinction,large,tusk,wooly
🦏	rhinoceros,rhino	rhinoceros	animal
🦛	hippopotamus,hippo	hippopotamus	animal
🐭	mouse,mouse_face	mouse face	animal
🐁	mouse2,mouse	mouse	animal,animals
🐀	rat	rat	animal
🐹	hamster,hamster_face	hamster	animal,pet
🐰	rabbit,rabbit_face	rabbit face	animal,bunny,pet
🐇	rabbit2,rabbit	rabbit	animal,bunny,pet
🐿️	chipmunk	chipmunk	animal,squirrel
🦫	beaver	beaver	animal,dam,teeth
🦔	hedgehog	hedgehog	animal,spiny
🦇	bat	bat	animal,vampire
🐻	bear,bear_face	bear	animal,grizzly,growl,honey
🐻‍❄️	polar_bear,polar_bear_face	polar bear	animal,arctic,white
🐨	koala,koala_face	koala	animal,australia,bear,down,marsupial,under
🐼	panda_face,panda	panda	animal,bamboo
🦥	sloth	sloth	lazy,slow
🦦	otter	otter	animal,fishing,playful
🦨	skunk	skunk	animal,stink
🦘	kangaroo	kangaroo	animal,joey,jump,marsupial
🦡	badger	badger	animal,honey,pester
🐾	feet,paw_prints	paw prints	paws,print
🦃	turkey	turkey	bird,gobble,thanksgiving
🐔	chicken,chicken_face	chicken	animal,bird,ornithology
🐓	rooster	rooster	animal,bird,ornithology
🐣	hatching_chick	hatching chick	animal,baby,bird,egg
🐤	baby_chick	baby chick	animal,bird,ornithology
🐥	hatched_chick	front-facing baby chick	animal,bird,newborn,ornithology
🐦	bird,bird_face	bird	animal,ornithology
🐧	penguin,penguin_face	penguin	animal,antarctica,bird,ornithology
🕊️	dove	dove	bird,fly,ornithology,peace
🦅	eagle	eagle	animal,bird,ornithology
🦆	duck	duck	animal,bird,ornithology
🦢	swan	swan	animal,bird,cygnet,duckling,ornithology,ugly
🦉	owl	owl	animal,bird,ornithology,wise
🦤	dodo	dodo	animal,bird,extinction,large,ornithology
🪶	feather	feather	bird,flight,light,plumage
🦩	flamingo	flamingo	animal,bird,flamboyant,ornithology,tropical
🦚	peacock	peacock	animal,bird,colorful,ornithology,ostentatious,peahen,pretty,proud
🦜	parrot	parrot	animal,bird,ornithology,pirate,talk
🪽	wing	wing	angelic,ascend,aviation,bird,fly,flying,heavenly,mythology,soar
🐦‍⬛	black_bird	black bird	animal,beak,caw,corvid,crow,ornithology,raven,rook
🪿	goose	goose	animal,bird,duck,flock,fowl,gaggle,gander,geese,honk,ornithology,silly
🐸	frog,frog_face	frog	animal
🐊	crocodile	crocodile	animal,zoo
🐢	turtle	turtle	animal,terrapin,tortoise
🦎	lizard	lizard	animal,reptile
🐍	snake	snake	animal,bearer,ophiuchus,serpent,zodiac
🐲	dragon_face	dragon face	animal,fairy,fairytale,tale
🐉	dragon	dragon	animal,fairy,fairytale,knights,tale
🦕	sauropod	sauropod	brachiosaurus,brontosaurus,dinosaur,diplodocus
🦖	t-rex,trex	T-Rex	dinosaur,rex,t,tyrannosaurus
🐳	whale,spouting_whale	spouting whale	animal,beach,face,ocean
🐋	whale2,whale	whale	animal,beach,ocean
🐬	dolphin,flipper	dolphin	animal,beach,ocean
🦭	seal	seal	animal,lion,ocean,sea
🐟	fish	fish	animal,dinner,fishes,fishing,pisces,zodiac
🐠	tropical_fish	tropical fish	animal,fishes
🐡	blowfish	blowfish	animal,fish
🦈	shark	shark	animal,fish
🐙	octopus	octopus	animal,creature,ocean
🐚	shell	spiral shell	animal,beach,conch,sea
🪸	coral	coral	change,climate,ocean,reef,sea
🪼	jellyfish	jellyfish	animal,aquarium,burn,invertebrate,jelly,life,marine,ocean,ouch,plankton,sea,sting,stinger,tentacles
🦀	crab	crab	cancer,zodiac
🦞	lobster	lobster	animal,bisque,claws,seafood
🦐	shrimp	shrimp	food,shellfish,small
🦑	squid	squid	animal,food,mollusk
🦪	oyster	oyster	diving,pearl
🐌	snail	snail	animal,escargot,garden,nature,slug
🦋	butterfly	butterfly	insect,pretty
🐛	bug	bug	animal,garden,insect
🐜	ant	ant	animal,garden,insect
🐝	bee,honeybee	honeybee	animal,bumblebee,honey,insect,nature,spring
🪲	beetle	beetle	animal,bug,insect
🐞	lady_beetle	lady beetle	animal,garden,insect,ladybird,ladybug,nature
🦗	cricket	cricket	animal,bug,grasshopper,insect,orthoptera
🪳	cockroach	cockroach	animal,insect,pest,roach
🕷️	spider	spider	animal,insect
🕸️	spider_web	spider web	
🦂	scorpion	scorpion	scorpio,scorpius,zodiac
🦟	mosquito	mosquito	bite,disease,fever,insect,malaria,pest,virus
🪰	fly	fly	animal,disease,insect,maggot,pest,rotting
🪱	worm	worm	animal,annelid,earthworm,parasite
🦠	microbe	microbe	amoeba,bacteria,science,virus
💐	bouquet	bouquet	anniversary,birthday,date,flower,love,plant,romance
🌸	cherry_blossom	cherry blossom	flower,plant,spring,springtime
💮	white_flower	white flower	
🪷	lotus	lotus	beauty,buddhism,calm,flower,hinduism,peace,purity,serenity
🏵️	rosette	rosette	plant
🌹	rose	rose	beauty,elegant,flower,love,plant,red,valentine
🥀	wilted_flower	wilted flower	dying
🌺	hibiscus	hibiscus	flower,plant
🌻	sunflower	sunflower	flower,outdoors,plant,sun
🌼	blossom	blossom	buttercup,dandelion,flower,plant
🌷	tulip	tulip	blossom,flower,growth,plant
🪻	hyacinth	hyacinth	bloom,bluebonnet,flower,indigo,lavender,lilac,lupine,plant,purple,shrub,snapdragon,spring,violet
🌱	seedling	seedling	plant,sapling,sprout,young
🪴	potted_plant	potted plant	decor,grow,house,nurturing,pot
🌲	evergreen_tree	evergreen tree	christmas,forest,pine
🌳	deciduous_tree	deciduous tree	forest,green,habitat,shedding
🌴	palm_tree	palm tree	beach,plant,tropical
🌵	cactus	cactus	desert,drought,nature,plant
🌾	ear_of_rice,sheaf_of_rice	sheaf of rice	grain,grains,plant
🌿	herb	herb	leaf,plant
☘️	shamrock	shamrock	irish,plant
🍀	four_leaf_clover	four leaf clover	4,four-leaf,irish,lucky,plant
🍁	maple_leaf	maple leaf	falling
🍂	fallen_leaf	fallen leaf	autumn,fall,falling
🍃	leaves	leaf fluttering in wind	blow,flutter
🪹	empty_nest,nest	empty nest	branch,home,nesting
🪺	nest_with_eggs	nest with eggs	bird,branch,egg,nesting
🍄	mushroom	mushroom	fungus,toadstool
🍇	grapes	grapes	dionysus,fruit,grape
🍈	melon	melon	cantaloupe,fruit
🍉	watermelon	watermelon	fruit
🍊	mandarin,orange,tangerine	tangerine	c,citrus,fruit,nectarine,vitamin
🍋	lemon	lemon	citrus,fruit,sour
🍌	banana	banana	fruit,potassium
🍍	pineapple	pineapple	colada,fruit,pina,tropical
🥭	mango	mango	food,fruit,tropical
🍎	apple,red_apple	red apple	diet,food,fruit,health,ripe
🍏	green_apple	green apple	fruit
🍐	pear	pear	fruit
🍑	peach	peach	fruit
🍒	cherries	cherries	berries,cherry,fruit,red
🍓	strawberry	strawberry	berry,fruit
🫐	blueberries	blueberries	berries,berry,bilberry,blue,blueberry,food,fruit
🥝	kiwi_fruit,kiwi	kiwi fruit	food
🍅	tomato	tomato	food,fruit,vegetable
🫒	olive	olive	food
🥥	coconut	coconut	colada,palm,piña
🥑	avocado	avocado	food,fruit
🍆	eggplant	eggplant	aubergine,vegetable
🥔	potato	potato	food,vegetable
🥕	carrot	carrot	food,vegetable
🌽	corn,ear_of_corn	ear of corn	crops,farm,maize,maze
🌶️	hot_pepper	hot pepper	
🫑	bell_pepper	bell pepper	capsicum,food,vegetable
🥒	cucumber	cucumber	food,pickle,vegetable
🥬	leafy_green	leafy green	bok,burgers,cabbage,choy,kale,lettuce,salad
🥦	broccoli	broccoli	cabbage,wild
🧄	garlic	garlic	flavoring
🧅	onion	onion	flavoring
🥜	peanuts	peanuts	food,nut,peanut,vegetable
🫘	beans	beans	food,kidney,legume,small
🌰	chestnut	chestnut	almond,plant
🫚	ginger_root,ginger	ginger root	beer,health,herb,natural,spice
🫛	pea_pod,pea	pea pod	beans,beanstalk,edamame,legume,soybean,vegetable,veggie
🍞	bread	bread	carbs,food,grain,loaf,restaurant,toast,wheat
🥐	croissant	croissant	bread,breakfast,crescent,food,french,roll
🥖	baguette_bread	baguette bread	food,french
🫓	flatbread	flatbread	arepa,bread,food,gordita,lavash,naan,pita
🥨	pretzel	pretzel	convoluted,twisted
🥯	bagel	bagel	bakery,bread,breakfast,schmear
🥞	pancakes	pancakes	breakfast,crêpe,food,hotcake,pancake
🧇	waffle	waffle	breakfast,indecisive,iron
🧀	cheese	cheese wedge	
🍖	meat_on_bone	meat on bone	
🍗	poultry_leg	poultry leg	bone,chicken,drumstick,hungry,turkey
🥩	cut_of_meat	cut of meat	chop,lambchop,porkchop,red,steak
🥓	bacon	bacon	breakfast,food,meat
🍔	hamburger	hamburger	burger,eat,fast,food,hungry
🍟	fries,french_fries	french fries	fast,food
🍕	pizza	pizza	cheese,food,hungry,pepperoni,slice
🌭	hotdog	hot dog	frankfurter,sausage
🥪	sandwich	sandwich	bread
🌮	taco	taco	mexican
🌯	burrito	burrito	mexican,wrap
🫔	tamale	tamale	food,mexican,pamonha,wrapped
🥙	stuffed_flatbread	stuffed flatbread	falafel,food,gyro,kebab
🧆	falafel	falafel	chickpea,meatball
🥚	egg	egg	breakfast,food
🍳	fried_egg,cooking	cooking	breakfast,easy,fry,frying,over,pan,restaurant,side,sunny,up
🥘	shallow_pan_of_food	shallow pan of food	casserole,paella
🍲	stew,pot_of_food	pot of food	soup
🫕	fondue	fondue	cheese,chocolate,food,melted,pot,ski
🥣	bowl_with_spoon	bowl with spoon	breakfast,cereal,congee,oatmeal,porridge
🥗	green_salad,salad	green salad	food
🍿	popcorn	popcorn	corn,movie,pop
🧈	butter	butter	dairy
🧂	salt	salt	condiment,flavor,mad,salty,shaker,taste,upset
🥫	canned_food	canned food	can
🍱	bento,bento_box	bento box	food
🍘	rice_cracker	rice cracker	food
🍙	rice_ball	rice ball	food,japanese
🍚	rice,cooked_rice	cooked rice	food
🍛	curry,curry_rice	curry rice	food
🍜	ramen,steaming_bowl	steaming bowl	chopsticks,food,noodle,pho,soup
🍝	spaghetti	spaghetti	food,meatballs,pasta,restaurant
🍠	sweet_potato	roasted sweet potato	food
🍢	oden	oden	food,kebab,restaurant,seafood,skewer,stick
🍣	sushi	sushi	food
🍤	fried_shrimp	fried shrimp	prawn,tempura
🍥	fish_cake	fish cake with swirl	food,pastry,restaurant
🥮	moon_cake	moon cake	autumn,festival,yuèbǐng
🍡	dango	dango	dessert,japanese,skewer,stick,sweet
🥟	dumpling	dumpling	empanada,gyōza,jiaozi,pierogi,potsticker
🥠	fortune_cookie	fortune cookie	prophecy
🥡	takeout_box	takeout box	chopsticks,delivery,food,oyster,pail
🍦	icecream,soft_serve	soft ice cream	dessert,food,restaurant,sweet
🍧	shaved_ice	shaved ice	dessert,restaurant,sweet
🍨	ice_cream	ice cream	dessert,food,restaurant,sweet
🍩	doughnut	doughnut	breakfast,dessert,donut,food,sweet
🍪	cookie	cookie	chip,chocolate,dessert,sweet
🎂	birthday,birthday_cake	birthday cake	bday,celebration,dessert,happy,pastry,sweet
🍰	cake,shortcake	shortcake	dessert,pastry,slice,sweet
🧁	cupcake	cupcake	bakery,dessert,sprinkles,sugar,sweet,treat
🥧	pie	pie	apple,filling,fruit,meat,pastry,pumpkin,slice
🍫	chocolate_bar	chocolate bar	candy,dessert,halloween,sweet,tooth
🍬	candy	candy	cavities,dessert,halloween,restaurant,sweet,tooth,wrapper
🍭	lollipop	lollipop	candy,dessert,food,restaurant,sweet
🍮	custard	custard	dessert,pudding,sweet
🍯	honey_pot	honey pot	barrel,bear,food,honeypot,jar,sweet
🍼	baby_bottle	baby bottle	babies,birth,born,drink,infant,milk,newborn
🥛	milk_glass,glass_of_milk,milk	glass of milk	drink
☕	coffee	hot beverage	cafe,caffeine,chai,drink,morning,steaming,tea
🫖	teapot	teapot	brew,drink,food,pot,tea
🍵	tea	teacup without handle	beverage,cup,drink,oolong
🍶	sake	sake	bar,beverage,bottle,cup,drink,restaurant
🍾	champagne	bottle with popping cork	bar,drink
🍷	wine_glass	wine glass	alcohol,bar,beverage,booze,club,drink,drinking,drinks,restaurant
🍸	cocktail	cocktail glass	alcohol,bar,booze,club,drink,drinking,drinks,mad,martini,men
🍹	tropical_drink	tropical drink	alcohol,bar,booze,club,cocktail,drinking,drinks,drunk,mai,party,tai,tropics
🍺	beer	beer mug	alcohol,ale,bar,booze,drink,drinking,drinks,octoberfest,oktoberfest,pint,stein,summer
🍻	beers	clinking beer mugs	alcohol,bar,booze,bottoms,cheers,clink,drinking,drinks
🥂	clinking_glasses	clinking glasses	celebrate,clink,drink,glass
🥃	tumbler_glass,whisky	tumbler glass	liquor,scotch,shot,whiskey
🫗	pouring_liquid,pour	pouring liquid	accident,drink,empty,glass,oops,spill,water
🥤	cup_with_straw	cup with straw	drink,juice,malt,soda,soft,water
🧋	bubble_tea,boba_drink	bubble tea	food,milk,pearl
🧃	beverage_box,juice_box	beverage box	straw,sweet
🧉	mate	mate	drink
🧊	ice_cube,ice	ice	cold,iceberg
🥢	chopsticks	chopsticks	hashi,jeotgarak,kuaizi
🍽️	plate_with_cutlery,fork_knife_plate	fork and knife with plate	cooking,dinner,eat
🍴	fork_and_knife	fork and knife	breakfast,breaky,cooking,cutlery,delicious,dinner,eat,feed,food,hungry,lunch,restaurant,yum,yummy
🥄	spoon	spoon	eat,tableware
🔪	hocho,knife	kitchen knife	chef,cooking,tool,weapon
🫙	jar	jar	condiment,container,empty,nothing,sauce,store
🏺	amphora	amphora	aquarius,cooking,drink,jug,tool,weapon,zodiac
🌍	earth_africa,earth_europe	globe showing Europe-Africa	europe-africa,world
🌎	earth_americas	globe showing Americas	world
🌏	earth_asia	globe showing Asia-Australia	asia-australia,australia,world
🌐	globe_with_meridians	globe with meridians	earth,internet,web,world,worldwide
🗺️	world_map	world map	
🗾	japan,japan_map	map of Japan	
🧭	compass	compass	direction,magnetic,navigation,orienteering
🏔️	mountain_snow	snow-capped mountain	cold
⛰️	mountain	mountain	
🌋	volcano	volcano	eruption,mountain,nature
🗻	mount_fuji	mount fuji	mountain,nature
🏕️	camping	camping	
🏖️	beach_umbrella,beach,beach_with_umbrella	beach with umbrella	
🏜️	desert	desert	
🏝️	desert_island,island	desert island	
🏞️	national_park	national park	
🏟️	stadium	stadium	
🏛️	classical_building	classical building	
🏗️	building_construction,construction_site	building construction	crane
🧱	bricks	brick	clay,mortar,wall
🪨	rock	rock	boulder,heavy,solid,stone,tough
🪵	wood	wood	log,lumber,timber
🛖	hut	hut	home,house,roundhouse,shelter,yurt
🏘️	houses,homes	houses	house
🏚️	derelict_house,house_abandoned	derelict house	home
🏠	house	house	building,country,heart,home,ranch,settle,simple,suburban,suburbia,where
🏡	house_with_garden	house with garden	building,country,heart,home,ranch,settle,simple,suburban,suburbia,where
🏢	office	office building	city,cubical,job
🏣	post_office	Japanese post office	building,japanese
🏤	european_post_office	post office	building
🏥	hospital	hospital	building,doctor,medicine
🏦	bank	bank	building
🏨	hotel	hotel	building
🏩	love_hotel	love hotel	building
🏪	convenience_store	convenience store	24,building,hours
🏫	school	school	building
🏬	department_store	department store	building
🏭	factory	factory	building
🏯	japanese_castle	Japanese castle	building
🏰	european_castle,castle	castle	building
💒	wedding	wedding	chapel,hitched,nuptials,romance
🗼	tokyo_tower	Tokyo tower	
🗽	statue_of_liberty	Statue of Liberty	new,ny,nyc,york
⛪	church	church	bless,chapel,christian,cross,religion
🕌	mosque	mosque	islam,masjid,muslim,religion
🛕	hindu_temple	hindu temple	
🕍	synagogue	synagogue	jew,jewish,judaism,religion,temple
⛩️	shinto_shrine	shinto shrine	religion
🕋	kaaba	kaaba	hajj,islam,muslim,religion,umrah
⛲	fountain	fountain	
⛺	tent	tent	camping
🌁	foggy	foggy	fog
🌃	night_with_stars	night with stars	star
🏙️	cityscape	cityscape	city
🌄	sunrise_over_mountains	sunrise over mountains	morning,sun
🌅	sunrise	sunrise	morning,nature,sun
🌆	city_sunset,city_dusk	cityscape at dusk	building,evening,landscape,sun
🌇	city_sunrise,city_sunset	sunset	building,dusk,sun
🌉	bridge_at_night	bridge at night	
♨️	hotsprings	hot springs	steaming
🎠	carousel_horse	carousel horse	entertainment
🛝	playground_slide,slide	playground slide	amusement,park,play,playing,sliding,theme
🎡	ferris_wheel	ferris wheel	amusement,park,theme
🎢	roller_coaster	roller coaster	amusement,park,theme
💈	barber,barber_pole	barber pole	cut,fresh,haircut,shave
🎪	circus_tent	circus tent	
🚂	steam_locomotive	locomotive	caboose,engine,railway,train,trains,travel
🚃	railway_car	railway car	electric,train,tram,travel,trolleybus
🚄	bullettrain_side	high-speed train	railway,shinkansen,speed
🚅	bullettrain_front	bullet train	high-speed,nose,railway,shinkansen,speed,travel
🚆	train2,train	train	arrived,choo,railway
🚇	metro	metro	subway,travel
🚈	light_rail	light rail	arrived,monorail,railway
🚉	station	station	railway,train
🚊	tram	tram	trolleybus
🚝	monorail	monorail	vehicle
🚞	mountain_railway	mountain railway	car,trip
🚋	train,tram_car	tram car	bus,trolley,trolleybus
🚌	bus	bus	school,vehicle
🚍	oncoming_bus	oncoming bus	cars
🚎	trolleybus	trolleybus	bus,tram,trolley
🚐	minibus	minibus	bus,drive,van,vehicle
🚑	ambulance	ambulance	emergency,vehicle
🚒	fire_engine	fire engine	truck
🚓	police_car	police car	5–0,cops,patrol
🚔	oncoming_police_car	oncoming police car	
🚕	taxi	taxi	cab,cabbie,car,drive,vehicle,yellow
🚖	oncoming_taxi	oncoming taxi	cab,cabbie,cars,drove,hail,yellow
🚗	car,red_car	automobile	driving,vehicle
🚘	oncoming_automobile	oncoming automobile	car,cars,drove,vehicle
🚙	blue_car,suv	sport utility vehicle	drive,recreational,sportutility
🛻	pickup_truck	pickup truck	automobile,car,flatbed,pick-up,transportation
🚚	truck,delivery_truck	delivery truck	car,drive,vehicle
🚛	articulated_lorry	articulated lorry	car,drive,move,semi,truck,vehicle
🚜	tractor	tractor	vehicle
🏎️	racing_car	racing car	zoom
🏍️	motorcycle	motorcycle	racing
🛵	motor_scooter	motor scooter	
🦽	manual_wheelchair	manual wheelchair	accessibility
🦼	motorized_wheelchair	motorized wheelchair	accessibility
🛺	auto_rickshaw	auto rickshaw	tuk
🚲	bike,bicycle	bicycle	class,cycle,cycling,cyclist,gang,ride,spin,spinning
🛴	kick_scooter,scooter	kick scooter	
🛹	skateboard	skateboard	board,skate,skater,wheels
🛼	roller_skate	roller skate	blades,skates,sport
🚏	busstop	bus stop	
🛣️	motorway	motorway	highway,road
🛤️	railway_track	railway track	train
🛢️	oil_drum	oil drum	
⛽	fuelpump	fuel pump	diesel,gas,gasoline,station
🛞	wheel	wheel	car,circle,tire,turn,vehicle
🚨	rotating_light	police car light	alarm,alert,beacon,emergency,revolving,siren
🚥	traffic_light	horizontal traffic light	intersection,signal,stop,stoplight
🚦	vertical_traffic_light	vertical traffic light	drove,intersection,signal,stop,stoplight
🛑	stop_sign,octagonal_sign	stop sign	
🚧	construction	construction	barrier
⚓	anchor	anchor	ship,tool
🛟	ring_buoy,lifebuoy	ring buoy	float,life,lifesaver,preserver,rescue,safety,save,saver,swim
⛵	boat,sailboat	sailboat	resort,sailing,sea,yacht
🛶	canoe	canoe	boat
🚤	speedboat	speedboat	billionaire,boat,lake,luxury,millionaire,summer,travel
🛳️	passenger_ship,cruise_ship	passenger ship	
⛴️	ferry	ferry	boat,passenger
🛥️	motor_boat,motorboat	motor boat	
🚢	ship	ship	boat,passenger,travel
✈️	airplane	airplane	aeroplane,fly,flying,jet,plane,travel
🛩️	small_airplane	small airplane	aeroplane,plane
🛫	flight_departure,airplane_departure	airplane departure	aeroplane,check-in,departures,plane
🛬	flight_arrival,airplane_arriving	airplane arrival	aeroplane,arrivals,landing,plane
🪂	parachute	parachute	hang-glide,parasail,skydive
💺	seat	seat	chair
🚁	helicopter	helicopter	copter,roflcopter,travel,vehicle
🚟	suspension_railway	suspension railway	
🚠	mountain_cableway	mountain cableway	cable,gondola,lift,ski
🚡	aerial_tramway	aerial tramway	cable,car,gondola,ropeway
🛰️	artificial_satellite,satellite	satellite	space
🚀	rocket	rocket	launch,rockets,space,travel
🛸	flying_saucer	flying saucer	aliens,extra,terrestrial,ufo
🛎️	bellhop_bell,bellhop	bellhop bell	hotel
🧳	luggage	luggage	bag,packing,roller,suitcase,travel
⌛	hourglass	hourglass done	sand,time,timer
⏳	hourglass_flowing_sand	hourglass not done	hours,timer,waiting,yolo
⌚	watch	watch	clock,time
⏰	alarm_clock	alarm clock	hours,hrs,late,time,waiting
⏱️	stopwatch	stopwatch	clock,time
⏲️	timer_clock	timer clock	
🕰️	mantelpiece_clock,clock	mantelpiece clock	time
🕛	clock12	twelve o’clock	12,12:00,clock,time
🕧	clock1230	twelve-thirty	12,12:30,30,clock,thirty,time,twelve
🕐	clock1	one o’clock	1,1:00,clock,time
🕜	clock130	one-thirty	1,1:30,30,clock,one,thirty,time
🕑	clock2	two o’clock	2,2:00,clock,time
🕝	clock230	two-thirty	2,2:30,30,clock,thirty,time,two
🕒	clock3	three o’clock	3,3:00,clock,time
🕞	clock330	three-thirty	3,30,3:30,clock,thirty,three,time
🕓	clock4	four o’clock	4,4:00,clock,time
🕟	clock430	four-thirty	30,4,4:30,clock,four,thirty,time
🕔	clock5	five o’clock	5,5:00,clock,time
🕠	clock530	five-thirty	30,5,5:30,clock,five,thirty,time
🕕	clock6	six o’clock	6,6:00,clock,time
🕡	clock630	six-thirty	30,6,6:30,clock,six,thirty
🕖	clock7	seven o’clock	0,7,7:00,clock
🕢	clock730	seven-thirty	30,7,7:30,clock,seven,thirty
🕗	clock8	eight o’clock	8,8:00,clock,time
🕣	clock830	eight-thirty	30,8,8:30,clock,eight,thirty,time
🕘	clock9	nine o’clock	9,9:00,clock,time
🕤	clock930	nine-thirty	30,9,9:30,clock,nine,thirty,time
🕙	clock10	ten o’clock	0,10,10:00,clock
🕥	clock1030	ten-thirty	10,10:30,30,clock,ten,thirty,time
🕚	clock11	eleven o’clock	11,11:00,clock,time
🕦	clock1130	eleven-thirty	11,11:30,30,clock,eleven,thirty,time
🌑	new_moon	new moon	dark,space
🌒	waxing_crescent_moon	waxing crescent moon	dreams,space
🌓	first_quarter_moon	first quarter moon	space
🌔	moon,waxing_gibbous_moon	waxing gibbous moon	space
🌕	full_moon	full moon	space
🌖	waning_gibbous_moon	waning gibbous moon	space
🌗	last_quarter_moon	last quarter moon	space
🌘	waning_crescent_moon	waning crescent moon	space
🌙	crescent_moon	crescent moon	ramadan,space
🌚	new_moon_with_face	new moon face	space
🌛	first_quarter_moon_with_face	first quarter moon face	space
🌜	last_quarter_moon_with_face	last quarter moon face	dreams
🌡️	thermometer	thermometer	weather
☀️	sunny,sun	sun	bright,rays,space,weather
🌝	full_moon_with_face	full moon face	bright
🌞	sun_with_face	sun with face	beach,bright,day,heat,shine,sunny,sunshine,weather
🪐	ringed_planet,saturn	ringed planet	saturnine
⭐	star	star	astronomy,medium,stars,white
🌟	star2,glowing_star	glowing star	glittery,glow,night,shining,sparkle,win
🌠	stars,shooting_star	shooting star	falling,night,space
🌌	milky_way	milky way	space
☁️	cloud	cloud	weather
⛅	partly_sunny,sun_behind_cloud	sun behind cloud	cloudy,weather
⛈️	cloud_with_lightning_and_rain,stormy,thunder_cloud_and_rain	cloud with lightning and rain	thunderstorm
🌤️	sun_behind_small_cloud,sunny	sun behind small cloud	weather
🌥️	sun_behind_large_cloud,cloudy	sun behind large cloud	weather
🌦️	sun_behind_rain_cloud,sun_and_rain	sun behind rain cloud	weather
🌧️	cloud_with_rain,rainy	cloud with rain	weather
🌨️	cloud_with_snow,snowy	cloud with snow	cold,weather
🌩️	cloud_with_lightning,lightning	cloud with lightning	weather
🌪️	tornado	tornado	cloud,weather,whirlwind
🌫️	fog	fog	cloud,weather
🌬️	wind_face,wind_blowing_face	wind face	blow,cloud
🌀	cyclone	cyclone	dizzy,hurricane,twister,typhoon,weather
🌈	rainbow	rainbow	gay,genderqueer,glbt,glbtq,lesbian,lgbt,lgbtq,lgbtqia,nature,pride,queer,rain,trans,transgender,weather
🌂	closed_umbrella	closed umbrella	clothing,rain
☂️	open_umbrella,umbrella	umbrella	clothing,rain
☔	umbrella,umbrella_with_rain	umbrella with rain drops	clothing,drop,weather
⛱️	parasol_on_ground,beach_umbrella,umbrella_on_ground	umbrella on ground	rain,sun
⚡	zap,high_voltage	high voltage	danger,electric,electricity,lightning,nature,thunder,thunderbolt
❄️	snowflake	snowflake	cold,snow,weather
☃️	snowman_with_snow,snowman2	snowman	cold,man
⛄	snowman	snowman without snow	cold,man
☄️	comet	comet	space
🔥	fire	fire	af,burn,flame,hot,lit,litaf,tool
💧	droplet	droplet	cold,comic,drop,nature,sad,sweat,tear,water,weather
🌊	ocean,water_wave	water wave	nature,surf,surfer,surfing
🎃	jack_o_lantern	jack-o-lantern	celebration,halloween,pumpkin
🎄	christmas_tree	Christmas tree	celebration
🎆	fireworks	fireworks	boom,celebration,entertainment,yolo
🎇	sparkler	sparkler	boom,celebration,fireworks,sparkle
🧨	firecracker	firecracker	dynamite,explosive,fire,fireworks,light,pop,popping,spark
✨	sparkles	sparkles	*,magic,sparkle,star
🎈	balloon	balloon	birthday,celebrate,celebration
🎉	tada,party,party_popper	party popper	awesome,birthday,celebrate,celebration,excited,hooray,woohoo
🎊	confetti_ball	confetti ball	celebrate,celebration,party,woohoo
🎋	tanabata_tree	tanabata tree	banner,celebration,japanese
🎍	bamboo	pine decoration	celebration,japanese,plant
🎎	dolls	Japanese dolls	celebration,doll,festival,japanese
🎏	flags,carp_streamer	carp streamer	celebration
🎐	wind_chime	wind chime	bell,celebration
🎑	rice_scene,moon_ceremony	moon viewing ceremony	celebration
🧧	red_envelope	red envelope	gift,good,hóngbāo,lai,luck,money,see
🎀	ribbon	ribbon	celebration
🎁	gift	wrapped gift	birthday,bow,box,celebration,christmas,present,surprise
🎗️	reminder_ribbon	reminder ribbon	celebration
🎟️	tickets,admission_tickets	admission tickets	ticket
🎫	ticket	ticket	admission,stub
🎖️	medal_military,military_medal	military medal	award,celebration
🏆	trophy	trophy	champion,champs,prize,slay,sport,victory,win,winning
🏅	medal_sports,sports_medal	sports medal	award,gold,winner
🥇	1st_place_medal,1st,first_place_medal	1st place medal	gold
🥈	2nd_place_medal,2nd,second_place_medal	2nd place medal	silver
🥉	3rd_place_medal,3rd,third_place_medal	3rd place medal	bronze
⚽	soccer	soccer ball	football,futbol,sport
⚾	baseball	baseball	ball,sport
🥎	softball	softball	ball,glove,sports,underarm
🏀	basketball	basketball	ball,hoop,sport
🏐	volleyball	volleyball	ball,game
🏈	football	american football	ball,bowl,sport,super
🏉	rugby_football	rugby football	ball,sport
🎾	tennis	tennis	ball,racquet,sport
🥏	flying_disc	flying disc	ultimate
🎳	bowling	bowling	ball,game,sport,strike
🏏	cricket_game	cricket game	ball,bat
🏑	field_hockey	field hockey	ball,game,stick
🏒	ice_hockey,hockey	ice hockey	game,puck,stick
🥍	lacrosse	lacrosse	ball,goal,sports,stick
🏓	ping_pong	ping pong	ball,bat,game,paddle,pingpong,table,tennis
🏸	badminton	badminton	birdie,game,racquet,shuttlecock
🥊	boxing_glove	boxing glove	
🥋	martial_arts_uniform	martial arts uniform	judo,karate,taekwondo
🥅	goal_net	goal net	
⛳	golf	flag in hole	sport
⛸️	ice_skate	ice skate	skating
🎣	fishing_pole_and_fish,fishing_pole	fishing pole	entertainment,sport
🤿	diving_mask	diving mask	scuba,snorkeling
🎽	running_shirt_with_sash,running_shirt	running shirt	athletics
🎿	ski	skis	snow,sport
🛷	sled	sled	luge,sledge,sleigh,snow,toboggan
🥌	curling_stone	curling stone	game,rock
🎯	dart,bullseye,direct_hit	bullseye	bull,entertainment,game,target
🪀	yo_yo	yo-yo	fluctuate,toy
🪁	kite	kite	fly,soar
🔫	gun,pistol	water pistol	handgun,revolver,tool,weapon
🎱	8ball,billiards	pool 8 ball	billiard,eight,game
🔮	crystal_ball	crystal ball	fairy,fairytale,fantasy,fortune,future,magic,tale,tool
🪄	magic_wand	magic wand	magician,witch,wizard
🎮	video_game,controller	video game	entertainment
🕹️	joystick	joystick	game,video,videogame
🎰	slot_machine	slot machine	casino,gamble,gambling,game,slots
🎲	game_die	game die	dice,entertainment
🧩	jigsaw,puzzle_piece	puzzle piece	clue,interlocking
🧸	teddy_bear	teddy bear	plaything,plush,stuffed,toy
🪅	pinata	piñata	candy,celebrate,celebration,cinco,de,festive,mayo,party,pinada
🪩	mirror_ball,disco,disco_ball	mirror ball	dance,glitter,party
🪆	nesting_dolls	nesting dolls	babooshka,baboushka,babushka,doll,matryoshka,russia
♠️	spades	spade suit	card,game
♥️	hearts	heart suit	card,emotion,game
♦️	diamonds	diamond suit	card,game
♣️	clubs	club suit	card,game
♟️	chess_pawn	chess pawn	dupe,expendable
🃏	black_joker	joker	card,game,wildcard
🀄	mahjong	mahjong red dragon	game
🎴	flower_playing_cards	flower playing cards	card,game,japanese
🎭	performing_arts	performing arts	actor,actress,art,entertainment,mask,theater,theatre,thespian
🖼️	framed_picture,frame_with_picture	framed picture	art,museum,painting
🎨	art,palette	artist palette	artsy,arty,colorful,creative,entertainment,museum,painter,painting
🧵	thread	thread	needle,sewing,spool,string
🪡	sewing_needle	sewing needle	embroidery,sew,stitches,sutures,tailoring,thread
🧶	yarn	yarn	ball,crochet,knit
🪢	knot	knot	cord,rope,tangled,tie,twine,twist
👓	eyeglasses,glasses	glasses	clothing,eye,eyewear
🕶️	dark_sunglasses,sunglasses	sunglasses	eye,eyewear,glasses
🥽	goggles	goggles	dive,eye,protection,scuba,swimming,welding
🥼	lab_coat	lab coat	clothes,doctor,dr,experiment,jacket,scientist,white
🦺	safety_vest	safety vest	emergency
👔	necktie	necktie	clothing,employed,serious,shirt,tie
👕	shirt,tshirt	t-shirt	blue,casual,clothes,clothing,collar,dressed,shopping,weekend
👖	jeans	jeans	blue,casual,clothes,clothing,denim,dressed,pants,shopping,trousers,weekend
🧣	scarf	scarf	bundle,cold,neck,up
🧤	gloves	gloves	hand
🧥	coat	coat	brr,bundle,cold,jacket,up
🧦	socks	socks	stocking
👗	dress	dress	clothes,clothing,dressed,fancy,shopping
👘	kimono	kimono	clothing,comfortable
🥻	sari	sari	clothing,dress
🩱	one_piece_swimsuit	one-piece swimsuit	bathing,suit
🩲	swim_brief,briefs	briefs	bathing,one-piece,suit,swimsuit,underwear
🩳	shorts	shorts	bathing,pants,suit,swimsuit,underwear
👙	bikini	bikini	bathing,beach,clothing,pool,suit,swim
👚	womans_clothes	woman’s clothes	blouse,clothing,collar,dress,dressed,lady,shirt,shopping,woman
🪭	folding_hand_fan,folding_fan	folding hand fan	clack,clap,cool,cooling,dance,flirt,flutter,hot,shy
👛	purse	purse	clothes,clothing,coin,dress,fancy,handbag,shopping
👜	handbag	handbag	bag,clothes,clothing,dress,lady,purse,shopping
👝	pouch,clutch_bag	clutch bag	clothes,clothing,dress,handbag,purse
🛍️	shopping,shopping_bags	shopping bags	bag,hotel
🎒	school_satchel,backpack	backpack	backpacking,bag,bookbag,education,rucksack
🩴	thong_sandal	thong sandal	beach,flip,flop,sandals,shoe,thongs,zōri
👞	mans_shoe,shoe	man’s shoe	brown,clothes,clothing,feet,foot,kick,man,shoes,shopping
👟	athletic_shoe,sneaker	running shoe	clothes,clothing,fast,kick,shoes,shopping,tennis
🥾	hiking_boot	hiking boot	backpacking,brown,camping,outdoors,shoe
🥿	flat_shoe,womans_flat_shoe	flat shoe	ballet,comfy,flats,slip-on,slipper
👠	high_heel	high-heeled shoe	clothes,clothing,dress,fashion,heels,shoes,shopping,stiletto,woman
👡	sandal	woman’s sandal	clothing,shoe,woman
🩰	ballet_shoes	ballet shoes	dance
👢	boot	woman’s boot	clothes,clothing,dress,shoe,shoes,shopping,woman
🪮	hair_pick	hair pick	afro,comb,groom
👑	crown	crown	clothing,family,king,medieval,queen,royal,royalty,win
👒	womans_hat	woman’s hat	clothes,clothing,garden,hats,party,woman
🎩	tophat,top_hat	top hat	clothes,clothing,fancy,formal,magic
🎓	mortar_board,graduation_cap	graduation cap	celebration,clothing,education,hat,scholar
🧢	billed_cap	billed cap	baseball,bent,dad,hat
🪖	military_helmet	military helmet	army,soldier,war,warrior
⛑️	rescue_worker_helmet,helmet_with_cross	rescue worker’s helmet	aid,face,hat
📿	prayer_beads	prayer beads	clothing,necklace,religion
💄	lipstick	lipstick	cosmetics,date,makeup
💍	ring	ring	diamond,engaged,engagement,married,romance,shiny,sparkling,wedding
💎	gem	gem stone	diamond,engagement,jewel,money,romance,wedding
🔇	mute,no_sound	muted speaker	quiet,silent
🔈	speaker,low_volume,quiet_sound	speaker low volume	soft
🔉	sound,medium_volumne	speaker medium volume	
🔊	loud_sound,high_volume	speaker high volume	music
📢	loudspeaker	loudspeaker	address,communication,loud,public,sound
📣	mega,megaphone	megaphone	cheering,sound
📯	postal_horn	postal horn	post
🔔	bell	bell	break,church,sound
🔕	no_bell	bell with slash	forbidden,mute,not,prohibited,quiet,silent,sound
🎼	musical_score	musical score	music,note
🎵	musical_note	musical note	music,sound
🎶	notes,musical_notes	musical notes	music,note,sound
🎙️	studio_microphone	studio microphone	mic,music
🎚️	level_slider	level slider	music
🎛️	control_knobs	control knobs	music
🎤	microphone	microphone	karaoke,mic,music,sing,sound
🎧	headphones	headphone	earbud,sound
📻	radio	radio	entertainment,tbt,video
🎷	saxophone	saxophone	instrument,music,sax
🎺	trumpet	trumpet	instrument,music
🪗	accordion	accordion	box,concertina,instrument,music,squeeze,squeezebox
🎸	guitar	guitar	instrument,music,strat
🎹	musical_keyboard	musical keyboard	instrument,music,piano
🎻	violin	violin	instrument,music
🪕	banjo	banjo	music,stringed
🥁	drum	drum	drumsticks,music
🪘	long_drum	long drum	beat,conga,instrument,rhythm
🪇	maracas	maracas	cha,dance,instrument,music,party,percussion,rattle,shake,shaker
🪈	flute	flute	band,fife,flautist,instrument,marching,music,orchestra,piccolo,pipe,recorder,woodwind
📱	iphone,android,mobile_phone	mobile phone	cell,communication,telephone
📲	calling,mobile_phone_arrow	mobile phone with arrow	build,call,cell,communication,receive,telephone
☎️	phone,telephone	telephone	
📞	telephone_receiver	telephone receiver	communication,phone,voip
📟	pager	pager	communication
📠	fax,fax_machine	fax machine	communication
🔋	battery	battery	
🪫	low_battery	low battery	drained,electronic,energy,power
🔌	electric_plug	electric plug	electricity
💻	computer,laptop	laptop	office,pc,personal
🖥️	desktop_computer,computer	desktop computer	monitor
🖨️	printer	printer	computer
⌨️	keyboard	keyboard	computer
🖱️	computer_mouse	computer mouse	
🖲️	trackball	trackball	computer
💽	minidisc,computer_disk	computer disk	minidisk,optical
💾	floppy_disk	floppy disk	computer
💿	cd,optical_disk	optical disk	blu-ray,computer,dvd
📀	dvd	dvd	blu-ray,cd,computer,disk,optical
🧮	abacus	abacus	calculation,calculator
🎥	movie_camera	movie camera	bollywood,cinema,film,hollywood,record
🎞️	film_strip,film_frames	film frames	cinema,movie
📽️	film_projector	film projector	cinema,movie,video
🎬	clapper	clapper board	action,movie
📺	tv	television	video
📷	camera	camera	photo,selfie,snap,tbt,trip,video
📸	camera_flash,camera_with_flash	camera with flash	video
📹	video_camera	video camera	camcorder,tbt
📼	vhs,videocassette	videocassette	old,school,tape,vcr,video
🔍	mag	magnifying glass tilted left	lab,left-pointing,science,search,tool
🔎	mag_right	magnifying glass tilted right	contact,lab,right-pointing,science,search,tool
🕯️	candle	candle	light
💡	bulb,light_bulb	light bulb	comic,electric,idea
🔦	flashlight	flashlight	electric,light,tool,torch
🏮	izakaya_lantern,lantern,red_paper_lantern	red paper lantern	bar,light,restaurant
🪔	diya_lamp	diya lamp	light,oil
📔	notebook_with_decorative_cover	notebook with decorative cover	book,decorated,education,school,writing
📕	closed_book	closed book	education
📖	book,open_book	open book	education,fantasy,knowledge,library,novels,reading
📗	green_book	green book	education,fantasy,library,reading
📘	blue_book	blue book	education,fantasy,library,reading
📙	orange_book	orange book	education,fantasy,library,reading
📚	books	books	book,education,fantasy,knowledge,library,novels,reading,school,study
📓	notebook	notebook	
📒	ledger	ledger	notebook
📃	page_with_curl	page with curl	document,paper
📜	scroll	scroll	paper
📄	page_facing_up	page facing up	document,paper
📰	newspaper	newspaper	communication,news,paper
🗞️	newspaper_roll,rolled_up_newspaper	rolled-up newspaper	news,paper
📑	bookmark_tabs	bookmark tabs	mark,marker
🔖	bookmark	bookmark	mark
🏷️	label	label	tag
🪙	coin	coin	dollar,euro,gold,metal,money,rich,silver,treasure
💰	moneybag	money bag	bank,bet,billion,cash,cost,dollar,gold,million,paid,paying,pot,rich,win
💴	yen	yen banknote	bank,bill,currency,money,note
💵	dollar	dollar banknote	bank,bill,currency,money,note
💶	euro	euro banknote	100,bank,bill,currency,money,note,rich
💷	pound	pound banknote	bank,bill,billion,cash,currency,money,note,pounds
💸	money_with_wings	money with wings	bank,banknote,bill,billion,cash,dollar,fly,million,note,pay
💳	credit_card	credit card	bank,cash,charge,money,pay
🧾	receipt	receipt	accounting,bookkeeping,evidence,invoice,proof
💹	chart	chart increasing with yen	bank,currency,graph,growth,market,money,rise,trend,upward
✉️	envelope	envelope	e-mail,email,letter
📧	e-mail,email	e-mail	letter,mail
📨	incoming_envelope	incoming envelope	delivering,e-mail,email,letter,mail,receive,sent
📩	envelope_with_arrow	envelope with arrow	communication,down,e-mail,email,letter,mail,outgoing,send,sent
📤	outbox_tray	outbox tray	box,email,letter,mail,sent
📥	inbox_tray	inbox tray	box,email,letter,mail,receive,zero
📦	package	package	box,communication,delivery,parcel,shipping
📫	mailbox	closed mailbox with raised flag	communication,mail,postbox
📪	mailbox_closed	closed mailbox with lowered flag	mail,postbox
📬	mailbox_with_mail	open mailbox with raised flag	postbox
📭	mailbox_with_no_mail	open mailbox with lowered flag	postbox
📮	postbox	postbox	mail,mailbox
🗳️	ballot_box	ballot box with ballot	
✏️	pencil2,pencil	pencil	
✒️	black_nib	black nib	pen
🖋️	fountain_pen	fountain pen	
🖊️	pen	pen	ballpoint
🖌️	paintbrush	paintbrush	painting
🖍️	crayon	crayon	
📝	memo,pencil	memo	communication,media,notes
💼	briefcase	briefcase	office
📁	file_folder	file folder	
📂	open_file_folder	open file folder	
🗂️	card_index_dividers	card index dividers	
📅	date	calendar	
📆	calendar	tear-off calendar	
🗒️	spiral_notepad,notepad_spiral	spiral notepad	note,pad
🗓️	spiral_calendar,calendar_spiral	spiral calendar	pad
📇	card_index	card index	old,rolodex,school
📈	chart_with_upwards_trend,chart_increasing	chart increasing	data,graph,growth,right,up,upward
📉	chart_with_downwards_trend,chart_decreasing	chart decreasing	data,down,downward,graph,negative
📊	bar_chart	bar chart	data,graph
📋	clipboard	clipboard	do,list,notes
📌	pushpin	pushpin	collage,pin
📍	round_pushpin	round pushpin	location,map,pin
📎	paperclip	paperclip	
🖇️	paperclips	linked paperclips	link,paperclip
📏	straight_ruler	straight ruler	angle,edge,math,straightedge
📐	triangular_ruler	triangular ruler	angle,math,rule,set,slide,triangle
✂️	scissors	scissors	cut,cutting,paper,tool
🗃️	card_file_box	card file box	
🗄️	file_cabinet	file cabinet	filing,paper
🗑️	wastebasket,trashcan	wastebasket	can,garbage,trash,waste
🔒	lock,locked	locked	closed,private
🔓	unlock,unlocked	unlocked	cracked,lock,open
🔏	lock_with_ink_pen,locked_with_pen	locked with pen	nib,privacy
🔐	closed_lock_with_key,locked_with_key	locked with key	bike,secure
🔑	key	key	keys,lock,major,password,unlock
🗝️	old_key	old key	clue,lock
🔨	hammer	hammer	home,improvement,repairs,tool
🪓	axe	axe	ax,chop,hatchet,split,wood
⛏️	pick	pick	hammer,mining,tool
⚒️	hammer_and_pick	hammer and pick	tool
🛠️	hammer_and_wrench	hammer and wrench	spanner,tool
🗡️	dagger	dagger	knife,weapon
⚔️	crossed_swords	crossed swords	weapon
💣	bomb	bomb	boom,comic,dangerous,explosion,hot
🪃	boomerang	boomerang	rebound,repercussion,weapon
🏹	bow_and_arrow	bow and arrow	archer,archery,sagittarius,tool,weapon,zodiac
🛡️	shield	shield	weapon
🪚	carpentry_saw	carpentry saw	carpenter,cut,lumber,tool,trim
🔧	wrench	wrench	home,improvement,spanner,tool
🪛	screwdriver	screwdriver	flathead,handy,screw,tool
🔩	nut_and_bolt	nut and bolt	home,improvement,tool
⚙️	gear	gear	cog,cogwheel,tool
🗜️	clamp,compression	clamp	compress,tool,vice
⚖️	balance_scale,scales	balance scale	justice,libra,tool,weight,zodiac
🦯	probing_cane,white_cane	white cane	accessibility,blind
🔗	link	link	links
⛓️	chains	chains	chain
🪝	hook	hook	catch,crook,curve,ensnare,point,selling
🧰	toolbox	toolbox	box,chest,mechanic,red,tool
🧲	magnet	magnet	attraction,horseshoe,magnetic,negative,positive,shape,u
🪜	ladder	ladder	climb,rung,step
⚗️	alembic	alembic	chemistry,tool
🧪	test_tube	test tube	chemist,chemistry,experiment,lab,science
🧫	petri_dish	petri dish	bacteria,biologist,biology,culture,lab
🧬	dna,double_helix	dna	biologist,evolution,gene,genetics,life
🔬	microscope	microscope	experiment,lab,science,tool
🔭	telescope	telescope	contact,extraterrestrial,science,tool
📡	satellite,satellite_antenna	satellite antenna	aliens,contact,dish,science
💉	syringe	syringe	doctor,flu,medicine,needle,shot,sick,tool,vaccination
🩸	drop_of_blood	drop of blood	bleed,donation,injury,medicine,menstruation
💊	pill	pill	doctor,drugs,medicated,medicine,pills,sick,vitamin
🩹	adhesive_bandage,bandaid	adhesive bandage	
🩼	crutch	crutch	aid,cane,disability,help,hurt,injured,mobility,stick
🩺	stethoscope	stethoscope	doctor,heart,medicine
🩻	x_ray,x-ray,xray	x-ray	bones,doctor,medical,skeleton,skull
🚪	door	door	back,closet,front
🛗	elevator	elevator	accessibility,hoist,lift
🪞	mirror	mirror	makeup,reflection,reflector,speculum
🪟	window	window	air,frame,fresh,opening,transparent,view
🛏️	bed	bed	hotel,sleep
🛋️	couch_and_lamp	couch and lamp	hotel
🪑	chair	chair	seat,sit
🚽	toilet	toilet	bathroom
🪠	plunger	plunger	cup,force,plumber,poop,suction,toilet
🚿	shower	shower	water
🛁	bathtub	bathtub	bath
🪤	mouse_trap	mouse trap	bait,cheese,lure,mousetrap,snare
🪒	razor	razor	sharp,shave
🧴	lotion_bottle	lotion bottle	moisturizer,shampoo,sunscreen
🧷	safety_pin	safety pin	diaper,punk,rock
🧹	broom	broom	cleaning,sweeping,witch
🧺	basket	basket	farming,laundry,picnic
🧻	roll_of_paper,toilet_paper	roll of paper	towels
🪣	bucket	bucket	cask,pail,vat
🧼	soap	soap	bar,bathing,clean,cleaning,lather,soapdish
🫧	bubbles	bubbles	bubble,burp,clean,floating,pearl,soap,underwater
🪥	toothbrush	toothbrush	bathroom,brush,clean,dental,hygiene,teeth,toiletry
🧽	sponge	sponge	absorbing,cleaning,porous,soak
🧯	fire_extinguisher	fire extinguisher	extinguish,quench
🛒	shopping_cart	shopping cart	trolley
🚬	smoking,cigarette	cigarette	
⚰️	coffin	coffin	dead,death,vampire
🪦	headstone	headstone	cemetery,dead,grave,graveyard,memorial,rip,tomb,tombstone
⚱️	funeral_urn	funeral urn	ashes,death
🧿	nazar_amulet	nazar amulet	bead,blue,charm,evil-eye,talisman
🪬	hamsa	hamsa	amulet,fatima,fortune,guide,hand,mary,miriam,palm,protect,protection
🗿	moyai,moai	moai	face,statue,stoneface,travel
🪧	placard	placard	card,demonstration,notice,picket,plaque,protest,sign
🪪	identification_card,id_card	identification card	credentials,document,license,security
🏧	atm	ATM sign	automated,bank,cash,money,teller
🚮	put_litter_in_its_place,litter_bin	litter in bin sign	litterbin
🚰	potable_water	potable water	drinking
♿	wheelchair,handicapped	wheelchair symbol	access,handicap
🚹	mens	men’s room	bathroom,lavatory,man,restroom,toilet,wc
🚺	womens	women’s room	bathroom,lavatory,restroom,toilet,wc,woman
🚻	restroom,bathroom	restroom	lavatory,toilet,wc
🚼	baby_symbol	baby symbol	changing
🚾	wc,water_closet	water closet	bathroom,lavatory,restroom,toilet
🛂	passport_control	passport control	
🛃	customs	customs	packing
🛄	baggage_claim	baggage claim	arrived,bags,case,checked,journey,packing,plane,ready,travel,trip
🛅	left_luggage	left luggage	baggage,case,locker
⚠️	warning	warning	caution
🚸	children_crossing	children crossing	child,pedestrian,traffic
⛔	no_entry	no entry	do,fail,forbidden,not,pass,prohibited,traffic
🚫	no_entry_sign	prohibited	forbidden,not,smoke
🚳	no_bicycles	no bicycles	bicycle,bike,forbidden,not,prohibited
🚭	no_smoking	no smoking	forbidden,not,prohibited,smoke
🚯	do_not_litter,no_littering	no littering	forbidden,prohibited
🚱	non-potable_water	non-potable water	dry,non-drinking,prohibited
🚷	no_pedestrians	no pedestrians	forbidden,not,pedestrian,prohibited
📵	no_mobile_phones	no mobile phones	cell,forbidden,not,phone,prohibited,telephone
🔞	underage,no_one_under_18	no one under eighteen	age,forbidden,not,prohibited,restriction
☢️	radioactive	radioactive	sign
☣️	biohazard	biohazard	sign
⬆️	arrow_up	up arrow	cardinal,direction,north
↗️	arrow_upper_right	up-right arrow	direction,intercardinal,northeast
➡️	arrow_right	right arrow	cardinal,direction,east
↘️	arrow_lower_right	down-right arrow	direction,intercardinal,southeast
⬇️	arrow_down	down arrow	cardinal,direction,south
↙️	arrow_lower_left	down-left arrow	direction,intercardinal,southwest
⬅️	arrow_left	left arrow	cardinal,direction,west
↖️	arrow_upper_left	up-left arrow	direction,intercardinal,northwest
↕️	arrow_up_down	up-down arrow	
↔️	left_right_arrow	left-right arrow	
↩️	leftwards_arrow_with_hook,arrow_left_hook	right arrow curving left	
↪️	arrow_right_hook,rightwards_arrow_with_hook	left arrow curving right	
⤴️	arrow_heading_up	right arrow curving up	
⤵️	arrow_heading_down	right arrow curving down	
🔃	arrows_clockwise,clockwise	clockwise vertical arrows	arrow,refresh,reload
🔄	arrows_counterclockwise,counterclockwise	counterclockwise arrows button	again,anticlockwise,arrow,deja,refresh,rewindershins,vu
🔙	back	BACK arrow	
🔚	end	END arrow	
🔛	on	ON! arrow	mark,on!
🔜	soon	SOON arrow	brb,omw
🔝	top	TOP arrow	homie,up
🛐	place_of_worship	place of worship	pray,religion
⚛️	atom_symbol,atom	atom symbol	atheist
🕉️	om	om	hindu,religion
✡️	star_of_david	star of David	jew,jewish,judaism,religion
☸️	wheel_of_dharma	wheel of dharma	buddhist,religion
☯️	yin_yang	yin yang	difficult,lives,religion,tao,taoist,total,yinyang
✝️	latin_cross	latin cross	christ,christian,religion
☦️	orthodox_cross	orthodox cross	christian,religion
☪️	star_and_crescent	star and crescent	islam,muslim,ramadan,religion
☮️	peace_symbol,peace	peace symbol	healing,peaceful
🕎	menorah	menorah	candelabrum,candlestick,hanukkah,jewish,judaism,religion
🔯	six_pointed_star	dotted six-pointed star	fortune,jewish,judaism
🪯	khanda	khanda	deg,fateh,khalsa,religion,sikh,sikhism,tegh
♈	aries	Aries	horoscope,ram,zodiac
♉	taurus	Taurus	bull,horoscope,ox,zodiac
♊	gemini	Gemini	horoscope,twins,zodiac
♋	cancer	Cancer	crab,horoscope,zodiac
♌	leo	Leo	horoscope,lion,zodiac
♍	virgo	Virgo	horoscope,zodiac
♎	libra	Libra	balance,horoscope,justice,scales,zodiac
♏	scorpius	Scorpio	horoscope,scorpio,scorpion,zodiac
♐	sagittarius	Sagittarius	archer,horoscope,zodiac
♑	capricorn	Capricorn	goat,horoscope,zodiac
♒	aquarius	Aquarius	bearer,horoscope,water,zodiac
♓	pisces	Pisces	fish,horoscope,zodiac
⛎	ophiuchus	Ophiuchus	bearer,serpent,snake,zodiac
🔀	twisted_rightwards_arrows,shuffle	shuffle tracks button	arrow,crossed
🔁	repeat	repeat button	arrow,clockwise
🔂	repeat_one	repeat single button	arrow,clockwise,once
▶️	arrow_forward,play	play button	right,triangle
⏩	fast_forward	fast-forward button	arrow,double
⏭️	next_track_button,next_track	next track button	arrow,scene,triangle
⏯️	play_or_pause_button,play_pause	play or pause button	arrow,right,triangle
◀️	arrow_backward,reverse	reverse button	left,triangle
⏪	rewind,fast_reverse	fast reverse button	arrow,double
⏮️	previous_track_button,previous_track	last track button	arrow,scene,triangle
🔼	arrow_up_small,up	upwards button	red
⏫	arrow_double_up,fast_up	fast up button	
🔽	arrow_down_small,down	downwards button	red
⏬	arrow_double_down,fast_down	fast down button	
⏸️	pause_button,pause	pause button	bar,double,vertical
⏹️	stop_button,stop	stop button	square
⏺️	record_button,record	record button	circle
⏏️	eject_button,eject	eject button	
🎦	cinema	cinema	camera,film,movie
🔅	low_brightness,dim_button	dim button	
🔆	high_brightness,bright_button	bright button	light
📶	signal_strength,antenna_bars	antenna bars	bar,cell,communication,mobile,phone,telephone
🛜	wireless	wireless	broadband,computer,connectivity,hotspot,internet,network,router,smartphone,wi-fi,wifi,wlan
📳	vibration_mode	vibration mode	cell,communication,mobile,phone,telephone
📴	mobile_phone_off	mobile phone off	cell,telephone
♀️	female_sign,female	female sign	woman
♂️	male_sign,male	male sign	man
⚧️	transgender_symbol	transgender symbol	
✖️	heavy_multiplication_x,multiplication,multiply	multiply	cancel,sign,×
➕	heavy_plus_sign,plus	plus	+
➖	heavy_minus_sign,minus	minus	-,math,−
➗	heavy_division_sign,divide,division	divide	math,÷
🟰	heavy_equals_sign	heavy equals sign	answer,equal,equality,math
♾️	infinity	infinity	forever,unbounded,universal
‼️	bangbang,double_exclamation	double exclamation mark	!,!!,punctuation
⁉️	interrobang,exclamation_question	exclamation question mark	!,!?,?,punctuation
❓	question	red question mark	?,punctuation
❔	grey_question,white_question	white question mark	?,outlined,punctuation
❕	grey_exclamation,white_exclamation	white exclamation mark	!,outlined,punctuation
❗	exclamation,heavy_exclamation_mark	red exclamation mark	!,punctuation
〰️	wavy_dash	wavy dash	punctuation
💱	currency_exchange	currency exchange	bank,money
💲	heavy_dollar_sign	heavy dollar sign	billion,cash,charge,currency,million,money,pay
⚕️	medical_symbol,medical	medical symbol	aesculapius,medicine,staff
♻️	recycle,recycling_symbol	recycling symbol	
⚜️	fleur_de_lis,fleur-de-lis	fleur-de-lis	knights
🔱	trident	trident emblem	anchor,poseidon,ship,tool
📛	name_badge	name badge	
🔰	beginner	Japanese symbol for beginner	chevron,green,japanese,leaf,tool,yellow
⭕	o,hollow_red_circle,red_o	hollow red circle	heavy,large
✅	white_check_mark,check_mark_button	check mark button	checked,checkmark,complete,completed,done,fixed,tick,✓
☑️	ballot_box_with_check	check box with check	checked,done,off,tick,✓
✔️	heavy_check_mark,check_mark	check mark	checked,checkmark,done,tick,✓
❌	x,cross_mark	cross mark	cancel,multiplication,multiply,×
❎	negative_squared_cross_mark,cross_mark_button	cross mark button	multiplication,multiply,square,x,×
➰	curly_loop	curly loop	curl
➿	loop,double_curly_loop	double curly loop	curl
〽️	part_alternation_mark	part alternation mark	
✳️	eight_spoked_asterisk	eight-spoked asterisk	*
✴️	eight_pointed_black_star	eight-pointed star	*
❇️	sparkle	sparkle	*
©️	copyright	copyright	c
®️	registered	registered	r
™️	tm,trade_mark	trade mark	trademark
#️⃣	hash,number_sign	keycap: #	
*️⃣	asterisk	keycap: *	
0️⃣	zero	keycap: 0	
1️⃣	one	keycap: 1	
2️⃣	two	keycap: 2	
3️⃣	three	keycap: 3	
4️⃣	four	keycap: 4	
5️⃣	five	keycap: 5	
6️⃣	six	keycap: 6	
7️⃣	seven	keycap: 7	
8️⃣	eight	keycap: 8	
9️⃣	nine	keycap: 9	
🔟	keycap_ten,ten	keycap: 10	
🔠	capital_abcd	input latin uppercase	letters
🔡	abcd	input latin lowercase	letters
🔢	1234	input numbers	
🔣	symbols	input symbols	%,&,♪,〒
🔤	abc	input latin letters	alphabet
🅰️	a,a_blood	A button (blood type)	type
🆎	ab,ab_blood	AB button (blood type)	type
🅱️	b,b_blood	B button (blood type)	type
🆑	cl	CL button	
🆒	cool	COOL button	
🆓	free	FREE button	
ℹ️	information_source,info	information	i
🆔	id	ID button	identity
Ⓜ️	m	circled M	circle
🆕	new	NEW button	
🆖	ng	NG button	
🅾️	o2,o,o_blood	O button (blood type)	type
🆗	ok	OK button	okay
🅿️	parking	P button	p
🆘	sos	SOS button	help
🆙	up,up2	UP! button	mark,up!
🆚	vs	VS button	versus
🈁	koko,ja_here	Japanese “here” button	japanese,katakana
🈂️	sa,ja_service_charge	Japanese “service charge” button	japanese,katakana
🈷️	u6708,ja_monthly_amount	Japanese “monthly amount” button	ideograph,japanese
🈶	u6709,ja_not_free_of_carge	Japanese “not free of charge” button	charge,ideograph,japanese
🈯	u6307,ja_reserved	Japanese “reserved” button	ideograph,japanese
🉐	ideograph_advantage,ja_bargain	Japanese “bargain” button	japanese
🈹	u5272,ja_discount	Japanese “discount” button	ideograph,japanese
🈚	u7121,ja_free_of_charge	Japanese “free of charge” button	ideograph,japanese
🈲	u7981,ja_prohibited	Japanese “prohibited” button	ideograph,japanese
🉑	accept,ja_acceptable	Japanese “acceptable” button	ideograph,japanese
🈸	u7533,ja_application	Japanese “application” button	ideograph,japanese
🈴	u5408,ja_passing_grade	Japanese “passing grade” button	ideograph,japanese
🈳	u7a7a,ja_vacancy	Japanese “vacancy” button	ideograph,japanese
㊗️	congratulations,ja_congratulations	Japanese “congratulations” button	ideograph,japanese
㊙️	secret,ja_secret	Japanese “secret” button	ideograph,japanese
🈺	u55b6,ja_open_for_business	Japanese “open for business” button	ideograph,japanese
🈵	u6e80,ja_no_vacancy	Japanese “no vacancy” button	ideograph,japanese
🔴	red_circle	red circle	geometric
🟠	orange_circle	orange circle	
🟡	yellow_circle	yellow circle	
🟢	green_circle	green circle	
🔵	large_blue_circle,blue_circle	blue circle	geometric
🟣	purple_circle	purple circle	
🟤	brown_circle	brown circle	
⚫	black_circle	black circle	geometric
⚪	white_circle	white circle	geometric
🟥	red_square	red square	card,penalty
🟧	orange_square	orange square	
🟨	yellow_square	yellow square	card,penalty
🟩	green_square	green square	
🟦	blue_square	blue square	
🟪	purple_square	purple square	
🟫	brown_square	brown square	
⬛	black_large_square	black large square	geometric
⬜	white_large_square	white large square	geometric
◼️	black_medium_square	black medium square	geometric
◻️	white_medium_square	white medium square	geometric
◾	black_medium_small_square	black medium-small square	geometric
◽	white_medium_small_square	white medium-small square	geometric
▪️	black_small_square	black small square	geometric
▫️	white_small_square	white small square	geometric
🔶	large_orange_diamond	large orange diamond	geometric
🔷	large_blue_diamond	large blue diamond	geometric
🔸	small_orange_diamond	small orange diamond	geometric
🔹	small_blue_diamond	small blue diamond	geometric
🔺	small_red_triangle	red triangle pointed up	geometric
🔻	small_red_triangle_down	red triangle pointed down	geometric
💠	diamond_shape_with_a_dot_inside,diamond_with_a_dot	diamond with a dot	comic,geometric
🔘	radio_button	radio button	geometric
🔳	white_square_button	white square button	geometric,outlined
🔲	black_square_button	black square button	geometric
🏁	checkered_flag	chequered flag	finish,flags,game,race,racing,sport,win
🚩	triangular_flag_on_post,triangular_flag	triangular flag	construction,golf
🎌	crossed_flags	crossed flags	celebration,cross,japanese
🏴	black_flag	black flag	waving
🏳️	white_flag	white flag	waving
🏳️‍🌈	rainbow_flag	rainbow flag	bisexual,gay,genderqueer,glbt,glbtq,lesbian,lgbt,lgbtq,lgbtqia,pride,queer,trans,transgender
🏳️‍⚧️	transgender_flag	transgender flag	blue,light,pink,white
🏴‍☠️	pirate_flag,jolly_roger	pirate flag	plunder,treasure
🇦🇨	ascension_island,flag_ac	flag: Ascension Island	AC
🇦🇩	andorra,flag_ad	flag: Andorra	AD
🇦🇪	united_arab_emirates,flag_ae	flag: United Arab Emirates	AE
🇦🇫	afghanistan,flag_af	flag: Afghanistan	AF
🇦🇬	antigua_barbuda,flag_ag	flag: Antigua & Barbuda	AG
🇦🇮	anguilla,flag_ai	flag: Anguilla	AI
🇦🇱	albania,flag_al	flag: Albania	AL
🇦🇲	armenia,flag_am	flag: Armenia	AM
🇦🇴	angola,flag_ao	flag: Angola	AO
🇦🇶	antarctica,flag_aq	flag: Antarctica	AQ
🇦🇷	argentina,flag_ar	flag: Argentina	AR
🇦🇸	american_samoa,flag_as	flag: American Samoa	AS
🇦🇹	austria,flag_at	flag: Austria	AT
🇦🇺	australia,flag_au	flag: Australia	AU
🇦🇼	aruba,flag_aw	flag: Aruba	AW
🇦🇽	aland_islands,flag_ax	flag: Åland Islands	AX
🇦🇿	azerbaijan,flag_az	flag: Azerbaijan	AZ
🇧🇦	bosnia_herzegovina,flag_ba	flag: Bosnia & Herzegovina	BA
🇧🇧	barbados,flag_bb	flag: Barbados	BB
🇧🇩	bangladesh,flag_bd	flag: Bangladesh	BD
🇧🇪	belgium,flag_be	flag: Belgium	BE
🇧🇫	burkina_faso,flag_bf	flag: Burkina Faso	BF
🇧🇬	bulgaria,flag_bg	flag: Bulgaria	BG
🇧🇭	bahrain,flag_bh	flag: Bahrain	BH
🇧🇮	burundi,flag_bi	flag: Burundi	BI
🇧🇯	benin,flag_bj	flag: Benin	BJ
🇧🇱	st_barthelemy,flag_bl	flag: St. Barthélemy	BL
🇧🇲	bermuda,flag_bm	flag: Bermuda	BM
🇧🇳	brunei,flag_bn	flag: Brunei	BN
🇧🇴	bolivia,flag_bo	flag: Bolivia	BO
🇧🇶	caribbean_netherlands,flag_bq	flag: Caribbean Netherlands	BQ
🇧🇷	brazil,flag_br	flag: Brazil	BR
🇧🇸	bahamas,flag_bs	flag: Bahamas	BS
🇧🇹	bhutan,flag_bt	flag: Bhutan	BT
🇧🇻	bouvet_island,flag_bv	flag: Bouvet Island	BV
🇧🇼	botswana,flag_bw	flag: Botswana	BW
🇧🇾	belarus,flag_by	flag: Belarus	BY
🇧🇿	belize,flag_bz	flag: Belize	BZ
🇨🇦	canada,flag_ca	flag: Canada	CA
🇨🇨	cocos_islands,flag_cc	flag: Cocos (Keeling) Islands	CC
🇨🇩	congo_kinshasa,flag_cd	flag: Congo - Kinshasa	CD
🇨🇫	central_african_republic,flag_cf	flag: Central African Republic	CF
🇨🇬	congo_brazzaville,flag_cg	flag: Congo - Brazzaville	CG
🇨🇭	switzerland,flag_ch	flag: Switzerland	CH
🇨🇮	cote_divoire,flag_ci	flag: Côte d’Ivoire	CI
🇨🇰	cook_islands,flag_ck	flag: Cook Islands	CK
🇨🇱	chile,flag_cl	flag: Chile	CL
🇨🇲	cameroon,flag_cm	flag: Cameroon	CM
🇨🇳	cn,china,flag_cn	flag: China	CN
🇨🇴	colombia,flag_co	flag: Colombia	CO
🇨🇵	clipperton_island,flag_cp	flag: Clipperton Island	CP
🇨🇷	costa_rica,flag_cr	flag: Costa Rica	CR
🇨🇺	cuba,flag_cu	flag: Cuba	CU
🇨🇻	cape_verde,flag_cv	flag: Cape Verde	CV
🇨🇼	curacao,flag_cw	flag: Curaçao	CW
🇨🇽	christmas_island,flag_cx	flag: Christmas Island	CX
🇨🇾	cyprus,flag_cy	flag: Cyprus	CY
🇨🇿	czech_republic,czechia,flag_cz	flag: Czechia	CZ
🇩🇪	de,flag_de,germany	flag: Germany	DE
🇩🇬	diego_garcia,flag_dg	flag: Diego Garcia	DG
🇩🇯	djibouti,flag_dj	flag: Djibouti	DJ
🇩🇰	denmark,flag_dk	flag: Denmark	DK
🇩🇲	dominica,flag_dm	flag: Dominica	DM
🇩🇴	dominican_republic,flag_do	flag: Dominican Republic	DO
🇩🇿	algeria,flag_dz	flag: Algeria	DZ
🇪🇦	ceuta_melilla,flag_ea	flag: Ceuta & Melilla	EA
🇪🇨	ecuador,flag_ec	flag: Ecuador	EC
🇪🇪	estonia,flag_ee	flag: Estonia	EE
🇪🇬	egypt,flag_eg	flag: Egypt	EG
🇪🇭	western_sahara,flag_eh	flag: Western Sahara	EH
🇪🇷	eritrea,flag_er	flag: Eritrea	ER
🇪🇸	es,flag_es,spain	flag: Spain	ES
🇪🇹	ethiopia,flag_et	flag: Ethiopia	ET
🇪🇺	eu,european_union,flag_eu	flag: European Union	EU
🇫🇮	finland,flag_fi	flag: Finland	FI
🇫🇯	fiji,flag_fj	flag: Fiji	FJ
🇫🇰	falkland_islands,flag_fk	flag: Falkland Islands	FK
🇫🇲	micronesia,flag_fm	flag: Micronesia	FM
🇫🇴	faroe_islands,flag_fo	flag: Faroe Islands	FO
🇫🇷	fr,flag_fr,france	flag: France	FR
🇬🇦	gabon,flag_ga	flag: Gabon	GA
🇬🇧	gb,uk,flag_gb,united_kingdom	flag: United Kingdom	GB
🇬🇩	grenada,flag_gd	flag: Grenada	GD
🇬🇪	georgia,flag_ge	flag: Georgia	GE
🇬🇫	french_guiana,flag_gf	flag: French Guiana	GF
🇬🇬	guernsey,flag_gg	flag: Guernsey	GG
🇬🇭	ghana,flag_gh	flag: Ghana	GH
🇬🇮	gibraltar,flag_gi	flag: Gibraltar	GI
🇬🇱	greenland,flag_gl	flag: Greenland	GL
🇬🇲	gambia,flag_gm	flag: Gambia	GM
🇬🇳	guinea,flag_gn	flag: Guinea	GN
🇬🇵	guadeloupe,flag_gp	flag: Guadeloupe	GP
🇬🇶	equatorial_guinea,flag_gq	flag: Equatorial Guinea	GQ
🇬🇷	greece,flag_gr	flag: Greece	GR
🇬🇸	south_georgia_south_sandwich_islands,flag_gs	flag: South Georgia & South Sandwich Islands	GS
🇬🇹	guatemala,flag_gt	flag: Guatemala	GT
🇬🇺	guam,flag_gu	flag: Guam	GU
🇬🇼	guinea_bissau,flag_gw	flag: Guinea-Bissau	GW
🇬🇾	guyana,flag_gy	flag: Guyana	GY
🇭🇰	hong_kong,flag_hk	flag: Hong Kong SAR China	HK
🇭🇲	heard_mcdonald_islands,flag_hm	flag: Heard & McDonald Islands	HM
🇭🇳	honduras,flag_hn	flag: Honduras	HN
🇭🇷	croatia,flag_hr	flag: Croatia	HR
🇭🇹	haiti,flag_ht	flag: Haiti	HT
🇭🇺	hungary,flag_hu	flag: Hungary	HU
🇮🇨	canary_islands,flag_ic	flag: Canary Islands	IC
🇮🇩	indonesia,flag_id	flag: Indonesia	ID
🇮🇪	ireland,flag_ie	flag: Ireland	IE
🇮🇱	israel,flag_il	flag: Israel	IL
🇮🇲	isle_of_man,flag_im	flag: Isle of Man	IM
🇮🇳	india,flag_in	flag: India	IN
🇮🇴	british_indian_ocean_territory,flag_io	flag: British Indian Ocean Territory	IO
🇮🇶	iraq,flag_iq	flag: Iraq	IQ
🇮🇷	iran,flag_ir	flag: Iran	IR
🇮🇸	iceland,flag_is	flag: Iceland	IS
🇮🇹	it,flag_it,italy	flag: Italy	IT
🇯🇪	jersey,flag_je	flag: Jersey	JE
🇯🇲	jamaica,flag_jm	flag: Jamaica	JM
🇯🇴	jordan,flag_jo	flag: Jordan	JO
🇯🇵	jp,flag_jp,japan	flag: Japan	JP
🇰🇪	kenya,flag_ke	flag: Kenya	KE
🇰🇬	kyrgyzstan,flag_kg	flag: Kyrgyzstan	KG
🇰🇭	cambodia,flag_kh	flag: Cambodia	KH
🇰🇮	kiribati,flag_ki	flag: Kiribati	KI
🇰🇲	comoros,flag_km	flag: Comoros	KM
🇰🇳	st_kitts_nevis,flag_kn	flag: St. Kitts & Nevis	KN
🇰🇵	north_korea,flag_kp	flag: North Korea	KP
🇰🇷	kr,flag_kr,south_korea	flag: South Korea	KR
🇰🇼	kuwait,flag_kw	flag: Kuwait	KW
🇰🇾	cayman_islands,flag_ky	flag: Cayman Islands	KY
🇰🇿	kazakhstan,flag_kz	flag: Kazakhstan	KZ
🇱🇦	laos,flag_la	flag: Laos	LA
🇱🇧	lebanon,flag_lb	flag: Lebanon	LB
🇱🇨	st_lucia,flag_lc	flag: St. Lucia	LC
🇱🇮	liechtenstein,flag_li	flag: Liechtenstein	LI
🇱🇰	sri_lanka,flag_lk	flag: Sri Lanka	LK
🇱🇷	liberia,flag_lr	flag: Liberia	LR
🇱🇸	lesotho,flag_ls	flag: Lesotho	LS
🇱🇹	lithuania,flag_lt	flag: Lithuania	LT
🇱🇺	luxembourg,flag_lu	flag: Luxembourg	LU
🇱🇻	latvia,flag_lv	flag: Latvia	LV
🇱🇾	libya,flag_ly	flag: Libya	LY
🇲🇦	morocco,flag_ma	flag: Morocco	MA
🇲🇨	monaco,flag_mc	flag: Monaco	MC
🇲🇩	moldova,flag_md	flag: Moldova	MD
🇲🇪	montenegro,flag_me	flag: Montenegro	ME
🇲🇫	st_martin,flag_mf	flag: St. Martin	MF
🇲🇬	madagascar,flag_mg	flag: Madagascar	MG
🇲🇭	marshall_islands,flag_mh	flag: Marshall Islands	MH
🇲🇰	macedonia,flag_mk	flag: North Macedonia	MK
🇲🇱	mali,flag_ml	flag: Mali	ML
🇲🇲	myanmar,burma,flag_mm	flag: Myanmar (Burma)	MM
🇲🇳	mongolia,flag_mn	flag: Mongolia	MN
🇲🇴	macau,flag_mo,macao	flag: Macao SAR China	MO
🇲🇵	northern_mariana_islands,flag_mp	flag: Northern Mariana Islands	MP
🇲🇶	martinique,flag_mq	flag: Martinique	MQ
🇲🇷	mauritania,flag_mr	flag: Mauritania	MR
🇲🇸	montserrat,flag_ms	flag: Montserrat	MS
🇲🇹	malta,flag_mt	flag: Malta	MT
🇲🇺	mauritius,flag_mu	flag: Mauritius	MU
🇲🇻	maldives,flag_mv	flag: Maldives	MV
🇲🇼	malawi,flag_mw	flag: Malawi	MW
🇲🇽	mexico,flag_mx	flag: Mexico	MX
🇲🇾	malaysia,flag_my	flag: Malaysia	MY
🇲🇿	mozambique,flag_mz	flag: Mozambique	MZ
🇳🇦	namibia,flag_na	flag: Namibia	NA
🇳🇨	new_caledonia,flag_nc	flag: New Caledonia	NC
🇳🇪	niger,flag_ne	flag: Niger	NE
🇳🇫	norfolk_island,flag_nf	flag: Norfolk Island	NF
🇳🇬	nigeria,flag_ng	flag: Nigeria	NG
🇳🇮	nicaragua,flag_ni	flag: Nicaragua	NI
🇳🇱	netherlands,flag_nl	flag: Netherlands	NL
🇳🇴	norway,flag_no	flag: Norway	NO
🇳🇵	nepal,flag_np	flag: Nepal	NP
🇳🇷	nauru,flag_nr	flag: Nauru	NR
🇳🇺	niue,flag_nu	flag: Niue	NU
🇳🇿	new_zealand,flag_nz	flag: New Zealand	NZ
🇴🇲	oman,flag_om	flag: Oman	OM
🇵🇦	panama,flag_pa	flag: Panama	PA
🇵🇪	peru,flag_pe	flag: Peru	PE
🇵🇫	french_polynesia,flag_pf	flag: French Polynesia	PF
🇵🇬	papua_new_guinea,flag_pg	flag: Papua New Guinea	PG
🇵🇭	philippines,flag_ph	flag: Philippines	PH
🇵🇰	pakistan,flag_pk	flag: Pakistan	PK
🇵🇱	poland,flag_pl	flag: Poland	PL
🇵🇲	st_pierre_miquelon,flag_pm	flag: St. Pierre & Miquelon	PM
🇵🇳	pitcairn_islands,flag_pn	flag: Pitcairn Islands	PN
🇵🇷	puerto_rico,flag_pr	flag: Puerto Rico	PR
🇵🇸	palestinian_territories,flag_ps	flag: Palestinian Territories	PS
🇵🇹	portugal,flag_pt	flag: Portugal	PT
🇵🇼	palau,flag_pw	flag: Palau	PW
🇵🇾	paraguay,flag_py	flag: Paraguay	PY
🇶🇦	qatar,flag_qa	flag: Qatar	QA
🇷🇪	reunion,flag_re	flag: Réunion	RE
🇷🇴	romania,flag_ro	flag: Romania	RO
🇷🇸	serbia,flag_rs	flag: Serbia	RS
🇷🇺	ru,flag_ru,russia	flag: Russia	RU
🇷🇼	rwanda,flag_rw	flag: Rwanda	RW
🇸🇦	saudi_arabia,flag_sa	flag: Saudi Arabia	SA
🇸🇧	solomon_islands,flag_sb	flag: Solomon Islands	SB
🇸🇨	seychelles,flag_sc	flag: Seychelles	SC
🇸🇩	sudan,flag_sd	flag: Sudan	SD
🇸🇪	sweden,flag_se	flag: Sweden	SE
🇸🇬	singapore,flag_sg	flag: Singapore	SG
🇸🇭	st_helena,flag_sh	flag: St. Helena	SH
🇸🇮	slovenia,flag_si	flag: Slovenia	SI
🇸🇯	svalbard_jan_mayen,flag_sj	flag: Svalbard & Jan Mayen	SJ
🇸🇰	slovakia,flag_sk	flag: Slovakia	SK
🇸🇱	sierra_leone,flag_sl	flag: Sierra Leone	SL
🇸🇲	san_marino,flag_sm	flag: San Marino	SM
🇸🇳	senegal,flag_sn	flag: Senegal	SN
🇸🇴	somalia,flag_so	flag: Somalia	SO
🇸🇷	suriname,flag_sr	flag: Suriname	SR
🇸🇸	south_sudan,flag_ss	flag: South Sudan	SS
🇸🇹	sao_tome_principe,flag_st	flag: São Tomé & Príncipe	ST
🇸🇻	el_salvador,flag_sv	flag: El Salvador	SV
🇸🇽	sint_maarten,flag_sx	flag: Sint Maarten	SX
🇸🇾	syria,flag_sy	flag: Syria	SY
🇸🇿	swaziland,eswatini,flag_sz	flag: Eswatini	SZ
🇹🇦	tristan_da_cunha,flag_ta	flag: Tristan da Cunha	TA
🇹🇨	turks_caicos_islands,flag_tc	flag: Turks & Caicos Islands	TC
🇹🇩	chad,flag_td	flag: Chad	TD
🇹🇫	french_southern_territories,flag_tf	flag: French Southern Territories	TF
🇹🇬	togo,flag_tg	flag: Togo	TG
🇹🇭	thailand,flag_th	flag: Thailand	TH
🇹🇯	tajikistan,flag_tj	flag: Tajikistan	TJ
🇹🇰	tokelau,flag_tk	flag: Tokelau	TK
🇹🇱	timor_leste,flag_tl	flag: Timor-Leste	TL
🇹🇲	turkmenistan,flag_tm	flag: Turkmenistan	TM
🇹🇳	tunisia,flag_tn	flag: Tunisia	TN
🇹🇴	tonga,flag_to	flag: Tonga	TO
🇹🇷	tr,flag_tr,turkey_tr	flag: Türkiye	TR
🇹🇹	trinidad_tobago,flag_tt	flag: Trinidad & Tobago	TT
🇹🇻	tuvalu,flag_tv	flag: Tuvalu	TV
🇹🇼	taiwan,flag_tw	flag: Taiwan	TW
🇹🇿	tanzania,flag_tz	flag: Tanzania	TZ
🇺🇦	ukraine,flag_ua	flag: Ukraine	UA
🇺🇬	uganda,flag_ug	flag: Uganda	UG
🇺🇲	us_outlying_islands,flag_um	flag: U.S. Outlying Islands	UM
🇺🇳	united_nations,flag_un,un	flag: United Nations	UN
🇺🇸	us,flag_us,united_states,usa	flag: United States	US
🇺🇾	uruguay,flag_uy	flag: Uruguay	UY
🇺🇿	uzbekistan,flag_uz	flag: Uzbekistan	UZ
🇻🇦	vatican_city,flag_va	flag: Vatican City	VA
🇻🇨	st_vincent_grenadines,flag_vc	flag: St. Vincent & Grenadines	VC
🇻🇪	venezuela,flag_ve	flag: Venezuela	VE
🇻🇬	british_virgin_islands,flag_vg	flag: British Virgin Islands	VG
🇻🇮	us_virgin_islands,flag_vi	flag: U.S. Virgin Islands	VI
🇻🇳	vietnam,flag_vn	flag: Vietnam	VN
🇻🇺	vanuatu,flag_vu	flag: Vanuatu	VU
🇼🇫	wallis_futuna,flag_wf	flag: Wallis & Futuna	WF
🇼🇸	samoa,flag_ws	flag: Samoa	WS
🇽🇰	kosovo,flag_xk	flag: Kosovo	XK
🇾🇪	yemen,flag_ye	flag: Yemen	YE
🇾🇹	mayotte,flag_yt	flag: Mayotte	YT
🇿🇦	south_africa,flag_za	flag: South Africa	ZA
🇿🇲	zambia,flag_zm	flag: Zambia	ZM
🇿🇼	zimbabwe,flag_zw	flag: Zimbabwe	ZW
🏴󠁧󠁢󠁥󠁮󠁧󠁿	england,flag_gbeng	flag: England	
🏴󠁧󠁢󠁳󠁣󠁴󠁿	scotland,flag_gbsct	flag: Scotland	
🏴󠁧󠁢󠁷󠁬󠁳󠁿	wales,flag_gbwls	flag: Wales	`
