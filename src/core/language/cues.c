/*
 * cues.c
 *	  Words and phrases that tell of a work mode, in many languages.
 *
 * The words stand as wm_fold leaves them: lower case, no accents, a blank
 * between Han and Latin letters.  A word is the beginning of a word in the text,
 * so that "instal" finds "installing"; with a dot behind it is the whole word.
 * Words of Han, kana and Hangul are found anywhere.  Chinese words are written
 * in Simplified characters, Japanese ones as the Japanese write them: both are
 * looked up in Simplified ones, and so are texts.  A word that begins with
 * another of its row finds nothing more, and is left out.
 */
#include "base/host.h"
#include "language/cues.h"
#include "language/fold.h"
#include "language/han.h"

const CueInfo wm_cues[CUE_COUNT] = {
	[CUE_CREATE] = {"create", "something new"},
	[CUE_FEATURE] = {"feature", "features and parts of software"},
	[CUE_CHANGE] = {"change", "changes"},
	[CUE_REFACTOR] = {"refactor", "refactoring, speed or migration"},
	[CUE_INTERFACE] = {"interface", "pages, screens and looks"},
	[CUE_PRODUCT] = {"product", "apps, sites or games"},
	[CUE_REPAIR] = {"repair", "repairs"},
	[CUE_FAULT] = {"fault", "something broken"},
	[CUE_TEST] = {"test", "tests"},
	[CUE_REVIEW] = {"review", "review, checks or security"},
	[CUE_AGENT] = {"agent", "agents and their roles"},
	[CUE_INSTRUCT] = {"instruct", "prompts, skills, rules or hooks"},
	[CUE_LLM] = {"llm", "language models"},
	[CUE_DEPLOY] = {"deploy", "releases and deploys"},
	[CUE_INFRA] = {"infra", "servers, containers and networks"},
	[CUE_CI] = {"ci", "continuous integration"},
	[CUE_GIT] = {"git", "commits, branches or pull requests"},
	[CUE_SETUP] = {"setup", "installing and configuring"},
	[CUE_RUN] = {"run", "running and watching"},
	[CUE_MACHINE] = {"machine", "the person's machine or accounts"},
	[CUE_EXPLAIN] = {"explain", "questions and explanations"},
	[CUE_LOOKUP] = {"lookup", "looking things up"},
	[CUE_PLAN] = {"plan", "plans and tasks"},
	[CUE_DESIGN] = {"design", "designs, options and decisions"},
	[CUE_DATA] = {"data", "data"},
	[CUE_STATS] = {"stats", "statistics and charts"},
	[CUE_EXPERIMENT] = {"experiment", "experiments and results"},
	[CUE_DOCS] = {"docs", "documentation"},
	[CUE_PROSE] = {"prose", "prose: articles, mail, reports"},
	[CUE_SLIDES] = {"slides", "slides, papers and diagrams"},
	[CUE_RESEARCH] = {"research", "research and business"},
	[CUE_PROCEED] = {"proceed", "going on"},
	[CUE_GREET] = {"greet", "a greeting"},
	[CUE_COMPLAINT] = {"complaint", "complaints"},
};

typedef struct CueRow
{
	int			kind;			/* a Cue */
	const char *language;
	const char *words;
} CueRow;

/* What several languages share stands with the first of them. */
static const CueRow table[] = {
	{CUE_CREATE, "en",
	"create.|creates.|created.|creating.|implement|add.|added.|adding.|adds.|"
	"build.|built.|develop.|developed|generate.|generated.|introduce|"
	"new file|write a script|write a program|write a function|write code|"
	"scaffold|bootstrap|from scratch|set up a new|make a.|make an.|make me|"
	"make the|i want a.|i need a.|we need a.|coded|prototype|mvp.|"
	"finish the implementation|start coding|start building|"
	"start implementing"},
	{CUE_CREATE, "zh",
	"创建|新建|实现|新增|添加|增加|加一个|加上|开发|"
	"做一个|写一个|编写|生成|搭建|加个|做个|写个|弄一个|"
	"构建|引入|落地|实作|建立|撰写|产生|制作"},
	{CUE_CREATE, "ja",
	"作成|追加|実装|作って|作りたい|作る|開発|新規|"
	"構築して|加えて"},
	{CUE_CREATE, "ko",
	"만들|추가|구현|생성|개발|작성해|신규|짜줘|넣어"},
	{CUE_CREATE, "es",
	"crea.|crear|creame|anade|anadir|agrega|implementa|construye|construir|"
	"desarrolla|genera.|generar|hazme|haz un|nuevo|nueva"},
	{CUE_CREATE, "pt",
	"crie|criar|cria.|adicion|constru|desenvolv|gere.|gerar|faca um|novo|nova"},
	{CUE_CREATE, "de",
	"erstell|hinzufug|fuge|fuege|implementier|baue.|bauen|entwickl|"
	"entwickeln|generier|schreibe ein|neue.|neuen.|neues."},
	{CUE_CREATE, "fr",
	"cree|ajout|construi|developpe|genere|fais un|fais moi|ecris un|nouveau|"
	"nouvelle"},
	{CUE_CREATE, "ru",
	"созда|добав|реализ|сделай|сделать|"
	"разработ|напиши|написать|сгенерир|"
	"построй|внедр|нов"},
	{CUE_CREATE, "it",
	"creare|creami|aggiung|costrui|svilupp|generare|fammi|nuovo|nuova"},

	{CUE_FEATURE, "en",
	"feature|functionality|support for|endpoint|component|module|"
	"service layer|class.|function.|api route|api endpoint|crud|integration|"
	"integrate|handler|middleware|schema|database|table.|model class|widget|"
	"library|sdk.|cli tool|command line tool|backend|frontend|user story|"
	"acceptance criteria|wire up|hook up|plug in"},
	{CUE_FEATURE, "zh",
	"功能|接口|模块|组件|支持|特性|集成|对接|前端|后端|"
	"数据库|封装|逻辑|类库|服务端|客户端|资料库|模组|元件|"
	"函式|支援|串接|整合"},
	{CUE_FEATURE, "ja",
	"機能|対応|コンポーネント|モジュール|画面|"
	"エンドポイント|フロントエンド|バックエンド|連携"},
	{CUE_FEATURE, "ko",
	"기능|모듈|컴포넌트|화면|연동|프론트|백엔드|"
	"엔드포인트"},
	{CUE_FEATURE, "es",
	"funcionalidad|componente|modulo|integra"},
	{CUE_FEATURE, "pt",
	"funcionalidade|integr"},
	{CUE_FEATURE, "de",
	"funktion|komponente|modul|schnittstelle|anbind"},
	{CUE_FEATURE, "fr",
	"fonctionnalite|composant"},
	{CUE_FEATURE, "ru",
	"функци|компонент|модул|интеграц|"
	"поддержк|эндпоинт|фронтенд|бэкенд"},
	{CUE_FEATURE, "it",
	"funzionalita"},

	{CUE_CHANGE, "en",
	"change|update.|updated.|modify|modified|adjust|replace|convert|"
	"switch to|instead of|remove.|removed.|delete the|make it|make sure|"
	"should be|tweak|rework|extend|move the|turn this into|hide.|swap|"
	"increase|decrease|reduce the|allow.|allows.|enable.|enabled.|default to"},
	{CUE_CHANGE, "zh",
	"修改|改成|改为|调整|替换|更新|去掉|删除|改一下|"
	"换成|变成|移除|改到|扩展|统一|不要|换个|改动|设成|"
	"改下|移动到|变更|更换|取代"},
	{CUE_CHANGE, "ja",
	"変更|修正して|置き換え|削除|変えて|直して|拡張|"
	"切り替え|して欲しい|してほしい"},
	{CUE_CHANGE, "ko",
	"변경|바꿔|바꾸|수정|교체|업데이트|제거|삭제|조정|"
	"적용|옮겨|확장"},
	{CUE_CHANGE, "es",
	"cambia|modifica|actualiza|reemplaza|ajusta|quita|elimina|en lugar de"},
	{CUE_CHANGE, "pt",
	"mude|mudar|alter|modific|atualiz|substitu|ajust|remov|em vez de|troque"},
	{CUE_CHANGE, "de",
	"ander|aender|aktualisier|ersetz|anpass|entfern|statt|losch|umstell"},
	{CUE_CHANGE, "fr",
	"modifi|mets a jour|mettre a jour|remplac|supprim|enleve|au lieu de"},
	{CUE_CHANGE, "ru",
	"измен|обнов|замен|поменя|убер|убрать|"
	"удали|переведи на|перенес|вместо|"
	"исправь на|расшир"},
	{CUE_CHANGE, "it",
	"aggiorn|sostitui|rimuov|togli|invece di"},

	{CUE_REFACTOR, "en",
	"refactor|clean up|cleanup|rename|restructur|simplif|extract.|reorgani|"
	"optimi|performance|migrat|upgrade|moderni|dedup|dead code|consolidat|"
	"decouple|split into|rewrite|speed up|faster|port to|polish|improve|"
	"enhance|lazy load|caching"},
	{CUE_REFACTOR, "zh",
	"重构|优化|清理|重命名|简化|迁移|升级|性能|拆分|"
	"整理|改进|解耦|去重|重写|合并到|抽取|完善|最佳化|"
	"效能|精简"},
	{CUE_REFACTOR, "ja",
	"リファクタ|最適化|簡素化|移行|改善|高速化|分割|"
	"リネーム|書き直|アップグレード"},
	{CUE_REFACTOR, "ko",
	"리팩토|리팩터|최적화|정리|단순화|마이그레이션|"
	"개선|성능|분리|고도화"},
	{CUE_REFACTOR, "es",
	"optimiz|simplific|limpia|migra|mejora|reestructur|renombr"},
	{CUE_REFACTOR, "pt",
	"refator|otimiz|limp|migr|melhor|reestrutur|renome"},
	{CUE_REFACTOR, "de",
	"refaktor|optimier|vereinfach|aufraum|migrier|verbesser|umbenenn|"
	"umstrukturier|umbau"},
	{CUE_REFACTOR, "fr",
	"optimis|simplifi|nettoy|amelior|renomm"},
	{CUE_REFACTOR, "ru",
	"рефактор|оптимиз|упрост|почист|миграц|"
	"улучш|переимен|перепис|ускор|доработ"},
	{CUE_REFACTOR, "it",
	"ottimizz|semplific|pulisci|miglior|ristruttur|rinomin"},

	{CUE_INTERFACE, "en",
	"page.|pages.|button|layout|css.|style|styling|color|colour|modal|screen|"
	"responsive|animation|sidebar|header.|footer|icon.|icons.|font.|"
	"dark mode|light mode|mobile|tailwind|react|vue|svelte|ui.|ux.|"
	"landing page|navbar|dropdown|tooltip|padding|margin|hover|click|popup|"
	"dialog|tab.|tabs.|form.|card.|cards.|menu|theme|canvas|scroll|figma|"
	"pixel|swiftui|carousel|gradient|toggle"},
	{CUE_INTERFACE, "zh",
	"页面|按钮|样式|布局|颜色|界面|弹窗|图标|字体|动画|"
	"滚动|表单|菜单|卡片|首页|列表页|主题|点击|显示|"
	"展示|排版|背景|弹出|暗色|深色|介面|网页|版面|字型|"
	"选单|图示|视窗|萤幕|卷动"},
	{CUE_INTERFACE, "ja",
	"画面|ボタン|レイアウト|スタイル|色を|色が|ページ|"
	"メニュー|アイコン|表示|フォント|アニメーション|"
	"デザイン|クリック|モーダル"},
	{CUE_INTERFACE, "ko",
	"페이지|버튼|레이아웃|스타일|색상|화면|메뉴|아이콘|"
	"표시|클릭|모달|디자인|폰트|탭"},
	{CUE_INTERFACE, "es",
	"pagina|boton|estilo|pantalla|diseno|icono|movil"},
	{CUE_INTERFACE, "pt",
	"botao|cor.|cores|tela|icone"},
	{CUE_INTERFACE, "de",
	"seite.|seiten|schaltflache|farbe|bildschirm|darstellung|oberflache|"
	"knopf|anzeig"},
	{CUE_INTERFACE, "fr",
	"bouton|couleur|ecran|affich|mise en page"},
	{CUE_INTERFACE, "ru",
	"страниц|кнопк|стил|цвет|экран|"
	"интерфейс|иконк|меню|вкладк|отображ|"
	"верстк|шрифт|модал"},
	{CUE_INTERFACE, "it",
	"pulsante|stile|colore|schermata|icona|grafica"},

	{CUE_PRODUCT, "en",
	"app.|application|website|web app|game.|games.|player|bot.|telegram|"
	"extension|plugin for|cli.|ios.|android|unity|godot|desktop app|saas|"
	"e commerce|shopping|checkout|payment|stripe|login|signup|sign up|auth.|"
	"authentication|oauth|user account|dashboard|notification|chat app|"
	"level.|enemy|physics|render|compiler|parser|engine"},
	{CUE_PRODUCT, "zh",
	"应用|网站|游戏|小程序|系统|平台|登录|注册|支付|"
	"用户|后台|管理系统|工具|插件|引擎|客户端|机器人|登入|"
	"使用者|外挂"},
	{CUE_PRODUCT, "ja",
	"アプリ|サイト|ゲーム|ログイン|決済|ユーザー|"
	"システム|ツール|プラグイン"},
	{CUE_PRODUCT, "ko",
	"앱|웹사이트|게임|로그인|결제|사용자|시스템|플랫폼|"
	"도구|플러그인"},
	{CUE_PRODUCT, "es",
	"aplicacion|sitio web|juego|usuario"},
	{CUE_PRODUCT, "pt",
	"aplicativo|site.|jogo|aplicacao"},
	{CUE_PRODUCT, "de",
	"anwendung|webseite|spiel|benutzer|nutzer"},
	{CUE_PRODUCT, "fr",
	"site web|jeu.|utilisateur"},
	{CUE_PRODUCT, "ru",
	"приложени|сайт|игр|пользовател|систем|"
	"платформ|бот.|плагин"},
	{CUE_PRODUCT, "it",
	"applicazione|sito|gioco|utente"},

	{CUE_REPAIR, "en",
	"fix.|fixed.|fixes.|fixing.|bugfix|hotfix|repair|debug|resolve|solve|"
	"troubleshoot|root cause|correct the|corrected|diagnos|workaround|"
	"revert the|patch.|patched|why isnt|why doesnt|why is it not|"
	"why does it not|get it working|make it work|investigate the|"
	"investigate why|what went wrong|mitigat"},
	{CUE_REPAIR, "zh",
	"修复|修正|解决|排查|调试|修一下|修好|根因|修改 bug|"
	"处理这个问题|怎么解决|定位问题|为什么不|为什么没|"
	"为啥|纠正|查一下为什么|除错|侦错|为何不|找出原因"},
	{CUE_REPAIR, "ja",
	"直し|直す|デバッグ|原因|なぜ動かない|不具合を"},
	{CUE_REPAIR, "ko",
	"고쳐|고치|해결|디버그|디버깅|원인|버그 수정|"
	"오류 수정|왜 안"},
	{CUE_REPAIR, "es",
	"arregla|corrig|corregir|soluciona|depura|resuelve|por que no"},
	{CUE_REPAIR, "pt",
	"conserte|consertar|arrum|depur|resolv|por que nao"},
	{CUE_REPAIR, "de",
	"beheb|reparier|korrigier|losen|lose das|fehlersuche|debugg|warum nicht|"
	"warum geht"},
	{CUE_REPAIR, "fr",
	"repar|resou|debog|pourquoi ca ne|pourquoi ne"},
	{CUE_REPAIR, "ru",
	"исправ|почин|устран|отлад|решить|"
	"почему не|баг|фикс|пофикс|разбер"},
	{CUE_REPAIR, "it",
	"correggi|corregger|ripara|risolv|sistema.|sistemare|perche non"},

	{CUE_FAULT, "en",
	"error|bug|broken|breaks.|fails.|failing|failed to|failure|crash|"
	"exception|traceback|stack trace|stacktrace|not working|doesnt work|"
	"does not work|isnt working|is not working|didnt work|did not work|"
	"not showing|doesnt show|not loading|wont start|wont load|cant|cannot|"
	"unable to|wrong|incorrect|unexpected|undefined|null pointer|nullpointer|"
	"segfault|panic|regression|stuck|hangs|hanging|freez|leak|infinite loop|"
	"race condition|deadlock|timeout|timed out|404|500 error|403|401|"
	"typeerror|syntaxerror|referenceerror|keyerror|valueerror|importerror|"
	"attributeerror|modulenotfound|cors.|mismatch|corrupt|missing|duplicate|"
	"flaky|red.|still not|still doesnt|still the same|still see|still get|"
	"not found|no longer|problem|issue with|stopped working|invalid|overlap|"
	"glitch|warning"},
	{CUE_FAULT, "zh",
	"报错|错误|问题|失败|崩溃|异常|不能|无法|不行|"
	"没有生效|不生效|没反应|不对|不正常|卡住|卡死|出错|"
	"坏了|打不开|不显示|没显示|加载不|超时|白屏|闪退|"
	"丢失|不工作|还是不|仍然|不起作用|不成功|警告|"
	"不一致|有误|冲突|当机|挂掉|坏掉|逾时|当掉"},
	{CUE_FAULT, "ja",
	"エラー|バグ|動かない|動作しない|おかしい|できない|"
	"表示されない|落ちる|例外|不具合|壊れ|ならない|"
	"されません|うまくいか|間違"},
	{CUE_FAULT, "ko",
	"오류|에러|버그|실패|안돼|안되|안 돼|안 되|않아|않는|"
	"문제|깨져|깨지|멈춰|이상해|작동하지|없어졌|잘못|"
	"경고|안나|안 나|충돌"},
	{CUE_FAULT, "es",
	"fallo|falla|roto|no funciona|problema|no se ve|no aparece|excepcion|"
	"incorrecto"},
	{CUE_FAULT, "pt",
	"erro|falha|quebrad|nao funciona|nao aparece|excecao|errado|travand"},
	{CUE_FAULT, "de",
	"fehler|kaputt|funktioniert nicht|geht nicht|absturz|ausnahme|falsch|"
	"fehlschl|klappt nicht"},
	{CUE_FAULT, "fr",
	"erreur|bogue|casse|ne fonctionne pas|ne marche pas|probleme|plante|"
	"echec|echoue"},
	{CUE_FAULT, "ru",
	"ошибк|сломал|не работа|падает|упал|баг|"
	"проблем|не получ|исключени|неправильн|"
	"зависа|вылет|не вид|не отобра|не запуск|"
	"не удал"},
	{CUE_FAULT, "it",
	"errore|errori|rotto|non funziona|si blocca|eccezione|sbagliat|non va"},

	{CUE_TEST, "en",
	"test.|tests.|testing|unit test|e2e|end to end test|integration test|"
	"coverage|pytest|jest|vitest|playwright|cypress|junit|testcase|mock.|"
	"mocks.|fixture|assert|tdd.|regression test|smoke test|load test|"
	"stress test|fuzz|qa.|benchmark suite|property based|snapshot test|"
	"testcontainers|tested"},
	{CUE_TEST, "zh",
	"测试|单测|单元测试|用例|覆盖率|集成测试|回归测试|"
	"测一下|冒烟|联调|自测|压测|涵盖率"},
	{CUE_TEST, "ja",
	"テスト|単体テスト|カバレッジ|試験"},
	{CUE_TEST, "ko",
	"테스트|단위 테스트|커버리지|시험"},
	{CUE_TEST, "es",
	"prueba|cobertura|testea"},
	{CUE_TEST, "pt",
	"teste|testar"},
	{CUE_TEST, "de",
	"testen|testfall|testabdeckung|getestet"},
	{CUE_TEST, "fr",
	"tester|couverture|cas de test"},
	{CUE_TEST, "ru",
	"тест|покрыти|протестир"},
	{CUE_TEST, "it",
	"testare|prova.|copertura|collaud"},

	{CUE_REVIEW, "en",
	"review|code review|audit|security|vulnerabilit|inspect|verif|validat|"
	"double check|sanity check|acceptance|compliance|quality|critique|"
	"find bugs|look for bugs|any issues|issues found|findings|pass fail|"
	"pentest|penetration test|owasp|cve.|threat|evaluate the code|"
	"feedback on|assess|severity|critical|blocker|nitpick|correctness"},
	{CUE_REVIEW, "zh",
	"审查|评审|审核|审计|检查|校验|验证|安全|漏洞|质量|"
	"验收|核对|复查|确认一下|评估|走查|检视|稽核|资安|"
	"弱点|覆核"},
	{CUE_REVIEW, "ja",
	"レビュー|監査|検証|確認して|セキュリティ|脆弱性|"
	"品質|点検|チェック"},
	{CUE_REVIEW, "ko",
	"리뷰|검토|감사|검증|확인해|보안|취약점|품질|점검"},
	{CUE_REVIEW, "es",
	"revisa|revision|audita|verifica|seguridad|comprueba|vulnerab|calidad|"
	"valida"},
	{CUE_REVIEW, "pt",
	"revis|verific|seguranca|qualidade|valid|confira"},
	{CUE_REVIEW, "de",
	"pruf|uberpruf|sicherheit|schwachstelle|qualitat|begutacht|validier"},
	{CUE_REVIEW, "fr",
	"revue|relis|verifi|securite|qualite|controle"},
	{CUE_REVIEW, "ru",
	"ревью|провер|аудит|безопасност|уязвим|"
	"качеств|валид|убедись"},
	{CUE_REVIEW, "it",
	"rivedi|controlla|sicurezza|qualita"},

	{CUE_AGENT, "en",
	"agent|subagent|sub agent|multi agent|swarm|orchestrat|autonomous|patrol|"
	"mailbox|handoff|hand off|teammate|delegate|spawn|coordinator|"
	"worker agent|polecat|mayor|crew.|role play|roleplay|your role|"
	"you are a.|you are an.|you are the|act as|persona|dispatch|heartbeat|"
	"parallel agents|ralph|loop.|supervisor"},
	{CUE_AGENT, "zh",
	"智能体|代理|子代理|多智能体|编排|协作|角色|扮演|"
	"你是一|你现在是|调度|团队成员|分身"},
	{CUE_AGENT, "ja",
	"エージェント|サブエージェント|自律|役割|"
	"オーケストレ|あなたは"},
	{CUE_AGENT, "ko",
	"에이전트|서브에이전트|자율|역할|오케스트|너는|"
	"당신은"},
	{CUE_AGENT, "es",
	"agente|subagente|orquest|eres un|actua como"},
	{CUE_AGENT, "pt",
	"orquestr|voce e um|atue como"},
	{CUE_AGENT, "de",
	"orchestr|du bist|rolle"},
	{CUE_AGENT, "fr",
	"sous agent|tu es un|vous etes|agis comme"},
	{CUE_AGENT, "ru",
	"агент|субагент|оркестр|роль"},
	{CUE_AGENT, "it",
	"agenti|sottoagent|sei un|agisci come"},

	{CUE_INSTRUCT, "en",
	"claude md|agents md|gemini md|skill|slash command|custom command|hook.|"
	"hooks.|system prompt|prompt|cursor rules|cursorrules|instructions file|"
	"frontmatter|mcp|memory md|memory file|memory system|plugin.|plugins.|"
	"marketplace|claude code|settings json|permissions|allowed tools|"
	"output style|copilot instructions|rules file|context engineering|"
	"claude folder|claude directory|codex config|subagents"},
	{CUE_INSTRUCT, "zh",
	"技能|提示词|钩子|斜杠命令|规则文件|记忆|系统提示|"
	"插件|指令|上下文|提示语|外挂|规则档"},
	{CUE_INSTRUCT, "ja",
	"スキル|プロンプト|フック|スラッシュコマンド|"
	"ルール|メモリ|プラグイン|コマンドを"},
	{CUE_INSTRUCT, "ko",
	"스킬|프롬프트|훅|슬래시|규칙|메모리|플러그인|지침"},
	{CUE_INSTRUCT, "es",
	"habilidad|instrucciones|reglas"},
	{CUE_INSTRUCT, "pt",
	"habilidade|instrucoes|regras"},
	{CUE_INSTRUCT, "de",
	"anweisung|regeln|fahigkeit"},
	{CUE_INSTRUCT, "fr",
	"competence|consigne|regles|instructions"},
	{CUE_INSTRUCT, "ru",
	"скилл|промпт|хук|инструкц|правил|"
	"плагин|памят"},
	{CUE_INSTRUCT, "it",
	"istruzioni|regole|competenz"},

	{CUE_LLM, "en",
	"llm.|llms.|gpt|openai|anthropic|claude.|opus.|sonnet|haiku|gemini|codex|"
	"ollama|language model|token usage|tokens.|context window|rag.|embedding|"
	"inference|eval.|evals.|judge|hallucinat|fine tun|finetun|model output|"
	"ai.|chatgpt|deepseek|qwen|copilot|openrouter|litellm|langchain|langgraph"},
	{CUE_LLM, "zh",
	"大模型|模型|推理|微调|评测|向量|幻觉"},
	{CUE_LLM, "ja",
	"モデル|推論|評価|生成 ai"},
	{CUE_LLM, "ko",
	"모델|추론|평가"},
	{CUE_LLM, "ru",
	"модел|нейросет"},
	{CUE_LLM, "es",
	"modelo"},
	{CUE_LLM, "de",
	"modell"},
	{CUE_LLM, "fr",
	"modele"},
	{CUE_LLM, "it",
	"modello"},

	{CUE_DEPLOY, "en",
	"deploy|release.|releases.|releasing|production|staging|rollout|hosting|"
	"vercel|netlify|heroku|cloudflare|render.|railway|fly io|firebase|"
	"app store|testflight|publish|ship it|go live|pypi|npm publish|"
	"version bump|bump version|bump the version|changelog|aws.|ec2|s3.|"
	"lambda|gcp|azure|cloud run|supabase|github pages|live site"},
	{CUE_DEPLOY, "zh",
	"部署|发布|上线|生产环境|发版|服务器|云|打包|"
	"推到线上|托管|版本号|线上|布署|伺服器|释出|上架|"
	"正式环境|主机"},
	{CUE_DEPLOY, "ja",
	"デプロイ|リリース|公開|本番|ステージング|サーバー|"
	"クラウド|ホスティング"},
	{CUE_DEPLOY, "ko",
	"배포|릴리스|릴리즈|운영|서버|클라우드|출시|"
	"퍼블리시"},
	{CUE_DEPLOY, "es",
	"despliega|desplegar|despliegue|publica|produccion|servidor|lanza"},
	{CUE_DEPLOY, "pt",
	"implant|public|producao|lanc"},
	{CUE_DEPLOY, "de",
	"bereitstell|veroffentlich|produktion|ausroll"},
	{CUE_DEPLOY, "fr",
	"deploi|publi|serveur|mise en ligne"},
	{CUE_DEPLOY, "ru",
	"деплой|задепл|разверн|публик|продакшн|"
	"прод.|релиз|сервер|хостинг"},
	{CUE_DEPLOY, "it",
	"pubblica|produzione|rilasci|server"},

	{CUE_INFRA, "en",
	"docker|container|compose|kubernetes|k8s|kubectl|helm|nginx|ssl.|"
	"certificate|dns.|domain.|vps|ssh.|systemd|systemctl|cron.|crontab|port.|"
	"ports.|terraform|ansible|server|proxy|tunnel|tailscale|firewall|network|"
	"vpn|load balancer|postgres|redis|linux|ubuntu|debian|proxmox|homelab|"
	"router|wifi|gpu.|cuda|backup|snapshot|monitoring|grafana|prometheus|"
	"alert|uptime|logs.|log file|daemon|service is|process.|processes|pid.|"
	"memory usage|cpu.|disk|volume|cluster|node pool|ingress|secret.|secrets|"
	"api key|credentials|token."},
	{CUE_INFRA, "zh",
	"容器|服务器|域名|证书|端口|代理|网络|防火墙|日志|"
	"监控|磁盘|内存|进程|备份|集群|运维|密钥|定时任务|"
	"服务启动|节点|镜像|伺服器|网域|凭证|连接埠|网路|"
	"记忆体|磁碟|硬碟|丛集|映像档|排程|金钥|维运"},
	{CUE_INFRA, "ja",
	"コンテナ|サーバ|ドメイン|証明書|ポート|プロキシ|"
	"ネットワーク|ログ|監視|バックアップ|プロセス"},
	{CUE_INFRA, "ko",
	"컨테이너|도메인|인증서|포트|프록시|네트워크|로그|"
	"모니터링|백업|프로세스|서버"},
	{CUE_INFRA, "es",
	"contenedor|dominio|certificado|puerto|registro|respaldo"},
	{CUE_INFRA, "pt",
	"conteiner|porta"},
	{CUE_INFRA, "de",
	"zertifikat|netzwerk|sicherung|protokoll"},
	{CUE_INFRA, "fr",
	"conteneur|domaine|certificat|reseau|serveur|sauvegarde|journaux"},
	{CUE_INFRA, "ru",
	"контейнер|домен|сертификат|порт|сеть|"
	"сервер|логи|мониторинг|бэкап|процесс|"
	"докер"},
	{CUE_INFRA, "it",
	"certificato|rete"},

	{CUE_CI, "en",
	"ci.|cicd|github action|gitlab ci|workflow file|workflow run|pipeline|"
	"runner|build failed|build is failing|failing build|checks pass|"
	"failing checks|jenkins|circleci|dependabot|renovate|pre commit|"
	"precommit|husky|status checks|codeql"},
	{CUE_CI, "zh",
	"流水线|持续集成|工作流|管线|持续整合"},
	{CUE_CI, "ja",
	"パイプライン|ワークフロー"},
	{CUE_CI, "ko",
	"파이프라인|워크플로"},
	{CUE_CI, "ru",
	"пайплайн|экшен"},

	{CUE_GIT, "en",
	"commit|push|git|pull request|prs.|pr.|merge.|merged|merging|rebase|"
	"branch|checkout|stash|cherry pick|tag.|worktree|upstream|origin.|"
	"force push|squash|gh.|repo.|repository|remote.|fork.|diff.|unstaged|"
	"staged|sync with|amend"},
	{CUE_GIT, "zh",
	"提交|推送|合并|分支|仓库|拉取|代码库|远程|冲突|"
	"储存库|版本库|版控"},
	{CUE_GIT, "ja",
	"コミット|プッシュ|マージ|ブランチ|プルリク|"
	"リポジトリ"},
	{CUE_GIT, "ko",
	"커밋|푸시|머지|병합|브랜치|레포|저장소|풀리퀘"},
	{CUE_GIT, "es",
	"sube.|subir|rama|fusiona|repositorio"},
	{CUE_GIT, "pt",
	"envie|suba.|ramo|reposit"},
	{CUE_GIT, "de",
	"zweig|zusammenfuhr|repositor"},
	{CUE_GIT, "fr",
	"pousse|fusionn|branche|depot"},
	{CUE_GIT, "ru",
	"коммит|закоммит|запуш|пуш|ветк|мерж|"
	"смерж|репозитор|слей|слить"},
	{CUE_GIT, "it",
	"unisci"},

	{CUE_SETUP, "en",
	"install|uninstall|configur|config.|set up|setup|environment|env.|"
	"path variable|npm install|pip install|brew.|apt.|dependencies|"
	"dependency|package.|packages.|venv|conda|node version|python version|"
	"upgrade to|docker desktop|wsl|init.|initialize|onboard|enable the|"
	"api keys|credentials|login to|sign in|permission|get started|"
	"requirements txt|lockfile|homebrew"},
	{CUE_SETUP, "zh",
	"安装|配置|环境|依赖|设置|初始化|版本|路径|启用|"
	"装一下|接入|更新到最新|账号|组态|相依|套件|帐号"},
	{CUE_SETUP, "ja",
	"インストール|設定|依存|セットアップ|導入|初期化|"
	"バージョン"},
	{CUE_SETUP, "ko",
	"설치|설정|환경|의존성|셋업|초기화|구성|버전"},
	{CUE_SETUP, "es",
	"instala|configura|entorno|dependencia|paquete"},
	{CUE_SETUP, "pt",
	"instal|ambiente|dependenc|pacote"},
	{CUE_SETUP, "de",
	"installier|konfigur|einricht|umgebung|abhangigkeit|einstell|paket"},
	{CUE_SETUP, "fr",
	"environnement|dependance|paquet|parametr"},
	{CUE_SETUP, "ru",
	"установ|настро|окружен|зависимост|"
	"конфиг|пакет|поставь"},
	{CUE_SETUP, "it",
	"installa|dipendenz|pacchett|impost"},

	{CUE_RUN, "en",
	"run.|runs.|running|rerun|start.|starts.|started|restart|stop.|stopped|"
	"execute.|launch|kill.|status|logs.|tail.|monitor|check on|is it running|"
	"up and running|queue|job.|jobs.|batch|process the|spin up|boot.|reboot|"
	"download|upload|sync.|synced|schedule"},
	{CUE_RUN, "zh",
	"运行|启动|重启|停止|执行|状态|日志|查看|下载|上传|"
	"跑|关闭|打开|同步|监听|排程|重开|记录档|关掉"},
	{CUE_RUN, "ja",
	"実行|起動|再起動|動かし|ダウンロード|アップロード|"
	"同期"},
	{CUE_RUN, "ko",
	"실행|시작|재시작|중지|상태|돌려|구동|다운로드|"
	"업로드|동기화|띄워"},
	{CUE_RUN, "es",
	"ejecuta|corre.|inicia|reinicia|detener|estado|arranca|descarga"},
	{CUE_RUN, "pt",
	"execut|rode|rodar|inici|reinici|parar|baixe|baixar"},
	{CUE_RUN, "de",
	"starte|ausfuhr|neustart|stoppe|lauft|herunterlad"},
	{CUE_RUN, "fr",
	"lance|demarr|redemarr|arret|statut|telecharg"},
	{CUE_RUN, "ru",
	"запус|перезапус|останов|выполни|"
	"статус|логи|скач|загруз"},
	{CUE_RUN, "it",
	"esegui|avvia|riavvia|ferma|stato|lancia|scarica"},

	{CUE_MACHINE, "en",
	"laptop|macbook|macos|mac.|windows|terminal|shell.|zsh|bashrc|"
	"bash profile|dotfile|neovim|nvim|vim.|tmux|wezterm|alacritty|kitty|"
	"ghostty|iterm|vscode|vs code|cursor.|keyboard|keybinding|alias|"
	"statusline|status line|desktop|downloads folder|files on|my computer|"
	"my machine|disk space|clean up my|folder.|folders|organize my|"
	"move files|rename files|inbox|gmail|calendar|reminder|invoice|photos|"
	"obsidian|notion|screenshot|printer|bluetooth|monitor.|browser|chrome|"
	"firefox|raspberry|arduino|esp32|home assistant|usb"},
	{CUE_MACHINE, "zh",
	"电脑|终端|桌面|文件夹|快捷键|浏览器|系统设置|本机|"
	"本地文件|邮件|日历|提醒|磁盘空间|目录|截图|微信|"
	"手机|资料夹|档案总管|信箱|行事历|笔电|作业系统"},
	{CUE_MACHINE, "ja",
	"パソコン|ターミナル|フォルダ|デスクトップ|"
	"ブラウザ|ショートカット|メール|カレンダー|"
	"ファイルを移動"},
	{CUE_MACHINE, "ko",
	"컴퓨터|터미널|폴더|바탕화면|브라우저|단축키|메일|"
	"캘린더|디렉토리"},
	{CUE_MACHINE, "es",
	"ordenador|computadora|carpeta|escritorio|navegador|correo"},
	{CUE_MACHINE, "pt",
	"computador|pasta.|area de trabalho|email"},
	{CUE_MACHINE, "de",
	"rechner|ordner|postfach|kalender"},
	{CUE_MACHINE, "fr",
	"ordinateur|dossier|bureau|navigateur|courriel|agenda"},
	{CUE_MACHINE, "ru",
	"компьютер|терминал|папк|рабоч|браузер|"
	"почт|календар|ноутбук|винд"},
	{CUE_MACHINE, "it",
	"computer|cartella|scrivania|posta|calendario"},

	{CUE_EXPLAIN, "en",
	"explain|how do|how is|how are|how can|how to|what is|what are|what does|"
	"whats|what do you|what did|why.|understand|where is|where are|"
	"where does|tell me|show me|walk me|walk through|describe|"
	"difference between|meaning of|what happens|is there a way|"
	"is it possible|can i.|can you tell|does it|do we|does this|is this|"
	"is that|are there|who.|which.|when.|help me understand|clarify|overview|"
	"learn|teach|question|curious|i dont understand|confus|what about|"
	"do you know|do you remember|do you see|do you have"},
	{CUE_EXPLAIN, "zh",
	"解释|是什么|为什么|怎么|如何|是否|能不能|可以吗|吗|"
	"呢|什么|哪里|哪些|哪个|区别|讲一下|说明|介绍|了解|"
	"理解|告诉我|怎样|有没有|请问|意思|原理|梳理|说说|"
	"讲讲|多少|是不是|为何|甚么|请教|想知道|搞懂|厘清|"
	"差异"},
	{CUE_EXPLAIN, "ja",
	"とは|なぜ|どう|何ですか|ですか|ますか|教えて|違い|"
	"どこ|意味|仕組み|知りたい|でしょうか|どれ|どの"},
	{CUE_EXPLAIN, "ko",
	"설명|뭐야|무엇|왜|어떻게|인가|나요|까요|알려|이해|"
	"차이|어디|의미|뭔지|뭔가|궁금|인지|있어|건가"},
	{CUE_EXPLAIN, "es",
	"explica|que es|por que|como funciona|como se|cual es|donde|dime|"
	"entender|diferencia|que significa|cuales"},
	{CUE_EXPLAIN, "pt",
	"explic|o que e|qual e|onde|me diga|diferenca|o que significa|quais"},
	{CUE_EXPLAIN, "de",
	"erklar|was ist|warum|wie funktioniert|wie kann|wo ist|welche|verstehe|"
	"unterschied|bedeutet|was bedeutet|zeig mir|kannst du mir sagen"},
	{CUE_EXPLAIN, "fr",
	"expliqu|qu est ce|pourquoi|comment|quel est|quelle|ou est|dis moi|"
	"comprendre|difference|signifie|est ce que"},
	{CUE_EXPLAIN, "ru",
	"объясн|что такое|почему|как.|где.|какой|"
	"какие|какая|расскаж|понять|разниц|"
	"что значит|зачем|скажи|покажи|что за|"
	"можно ли|что это|сколько|подскажи"},
	{CUE_EXPLAIN, "it",
	"spiega|cos e|che cos|perche|come funziona|quali|dove|dimmi|capire|"
	"differenza|cosa significa"},

	{CUE_LOOKUP, "en",
	"find.|search|look up|look at|look into|take a look|check if|check the|"
	"check whether|list.|read the|read this|read all|read through|see if|"
	"is there|scan|explore|investigate|trace|analyze the code|"
	"analyze this code|analyze the repo|codebase|familiari|summarize the|"
	"summarise|get up to speed|catch up|where we left|left off|current state|"
	"what was done|whats left|remaining|recap|recall|remember|compare|"
	"documentation for|docs for"},
	{CUE_LOOKUP, "zh",
	"查找|搜索|看看|看一下|查一下|读取|阅读|列出|"
	"了解一下|分析一下代码|浏览|翻一下|找一下|找到|"
	"检索|看下|查看|对比|总结一下|回顾|目前|现状|记得|"
	"查询|搜寻|检视|找出|查阅|盘点"},
	{CUE_LOOKUP, "ja",
	"調べ|検索|見て|読んで|一覧|探し|調査|確認|比較|"
	"覚えて"},
	{CUE_LOOKUP, "ko",
	"찾아|검색|봐줘|읽어|목록|살펴|조사|파악|확인|비교|"
	"현재 상태|기억"},
	{CUE_LOOKUP, "es",
	"busca|mira.|lee.|lista.|encuentra|investiga|analiza el codigo|compara"},
	{CUE_LOOKUP, "pt",
	"busque|procure|olhe|leia|liste|encontre|investigue|analise o codigo"},
	{CUE_LOOKUP, "de",
	"suche|such.|finde|schau|lies|untersuch|vergleich"},
	{CUE_LOOKUP, "fr",
	"cherche|trouve|regarde|lis.|recherche|compar"},
	{CUE_LOOKUP, "ru",
	"найди|поищи|посмотри|прочитай|список|"
	"изучи|сравни|глянь|ознаком|найти"},
	{CUE_LOOKUP, "it",
	"cerca|trova|guarda|leggi|elenca|indaga|confronta"},

	{CUE_PLAN, "en",
	"plan.|plans.|planning|planned|roadmap|phase|milestone|breakdown|"
	"break down|task list|todo|to do|backlog|next steps|whats next|sprint|"
	"ticket|epic|estimate|priorit|scope.|scoping|timeline|step by step plan|"
	"implementation plan|action plan|checklist|work items|issue for|"
	"create issues|create an issue|openspec|speckit|spec kit|specify|discuss|"
	"clarify the|open questions"},
	{CUE_PLAN, "zh",
	"计划|规划|路线图|阶段|里程碑|任务拆分|待办|下一步|"
	"步骤|排期|方案|拆解|优先级|讨论|任务清单|落地方案|"
	"先别写|不要写代码|时程|优先顺序"},
	{CUE_PLAN, "ja",
	"計画|プラン|ロードマップ|フェーズ|タスク|"
	"次のステップ|優先|手順|方針|検討|相談"},
	{CUE_PLAN, "ko",
	"계획|플랜|로드맵|단계|할일|할 일|다음 단계|"
	"우선순위|작업 목록|방안|논의"},
	{CUE_PLAN, "es",
	"planea|planifica|hoja de ruta|fase|pasos|tareas|prioriza"},
	{CUE_PLAN, "pt",
	"plano|planej|roteiro|passos|tarefas|prioriz"},
	{CUE_PLAN, "de",
	"plane|planung|schritte|aufgaben|priorisier|vorgehen"},
	{CUE_PLAN, "fr",
	"planifi|feuille de route|etapes|taches"},
	{CUE_PLAN, "ru",
	"план|дорожн|этап|шаг|задач|приоритет|"
	"обсуд|декомпоз"},
	{CUE_PLAN, "it",
	"piano|pianific|tabella di marcia|passi|attivita"},

	{CUE_DESIGN, "en",
	"design.|designs.|architect|spec.|specs.|specification|requirements|prd.|"
	"rfc.|adr.|proposal|propose|strategy|approach|trade off|tradeoff|options|"
	"option a|pros and cons|decision|decide|brainstorm|should we|should i|"
	"what if|consider|alternatives|recommend|best way|what do you think|"
	"which approach|data model|naming|concept|vision|feasib|think about|"
	"opinion|your thoughts|advice|suggest"},
	{CUE_DESIGN, "zh",
	"设计|架构|规格|需求|提案|策略|思路|取舍|选型|建议|"
	"决策|头脑风暴|是否应该|可行性|权衡|怎么做|你觉得|"
	"构思|文档设计|想法|考虑|方向|探讨|发想"},
	{CUE_DESIGN, "ja",
	"アーキテクチャ|仕様|要件|戦略|どうすべき|検討|案を|"
	"方法|アイデア|どう思う|構成"},
	{CUE_DESIGN, "ko",
	"설계|아키텍처|명세|요구사항|제안|전략|어떤 방법|"
	"방향|아이디어|검토해|기획|구조"},
	{CUE_DESIGN, "es",
	"disen|arquitectura|especificacion|requisito|propuesta|estrategia|"
	"opciones|deberia|que opinas"},
	{CUE_DESIGN, "pt",
	"desenho|arquitetura|especificacao|proposta|opcoes|decisao|devemos|"
	"o que voce acha|projetar"},
	{CUE_DESIGN, "de",
	"entwurf|architektur|spezifikation|anforderung|vorschlag|strategie|"
	"optionen|entscheidung|sollten wir|konzept|was haltst"},
	{CUE_DESIGN, "fr",
	"conception|exigence|proposition|devrions|concevoir|qu en penses"},
	{CUE_DESIGN, "ru",
	"архитектур|спецификац|требовани|"
	"предлож|стратег|вариант|решени|подход|"
	"стоит ли|концеп|спроектир|дизайн|"
	"как лучше|идея|идеи"},
	{CUE_DESIGN, "it",
	"progetta|architettura|specific|requisit|strategia|opzioni|dovremmo|"
	"cosa ne pensi"},

	{CUE_DATA, "en",
	"data.|dataset|csv|excel|xlsx|spreadsheet|sql query|query.|queries|rows.|"
	"columns|column.|dataframe|pandas|json file|records|parquet|"
	"database query|scrape|scraping|extract data|transactions|sales|revenue|"
	"customers|prices|stock.|stocks|market data|survey data|log data|"
	"sample size|samples|entries|top 10|how many|count of|number of|total.|"
	"percentage|average"},
	{CUE_DATA, "zh",
	"数据|表格|统计|字段|查询|样本|记录数|多少个|占比|"
	"平均|数量|股票|行情|因子|收益|资料集|资料表|栏位|"
	"试算表|笔数|资料分析"},
	{CUE_DATA, "ja",
	"データ|表計算|集計|クエリ|件数|割合|サンプル"},
	{CUE_DATA, "ko",
	"데이터|엑셀|통계|집계|쿼리|개수|평균|비율|샘플|"
	"주가|종목"},
	{CUE_DATA, "es",
	"datos|hoja de calculo|consulta|cuantos|promedio"},
	{CUE_DATA, "pt",
	"dados|planilha|quantos|media."},
	{CUE_DATA, "de",
	"daten|tabelle|abfrage|wie viele|durchschnitt"},
	{CUE_DATA, "fr",
	"donnees|tableur|requete|combien|moyenne"},
	{CUE_DATA, "ru",
	"данн|таблиц|выборк|сколько|средн|"
	"датасет|статистик"},
	{CUE_DATA, "it",
	"dati|foglio|quanti"},

	{CUE_STATS, "en",
	"statistic|mean.|median|correlat|regress|plot.|plots.|plotting|chart|"
	"graph.|graphs|histogram|distribution|p value|significan|hypothesis|"
	"visuali|notebook|jupyter|analysis|analyze|analyse|analyzing|insight|"
	"trend|outlier|cluster analysis|variance|standard deviation|"
	"confidence interval|boxplot|scatter|heatmap|figure.|figures|seaborn|"
	"matplotlib|anova|t test|bayesian|exploratory|eda.|quantif|interpret"},
	{CUE_STATS, "zh",
	"分析|统计|相关性|回归|画图|图表|可视化|直方图|分布|"
	"显著|假设检验|趋势|异常值|方差|作图|绘制|绘图|曲线|"
	"结论|视觉化|长条图|折线图"},
	{CUE_STATS, "ja",
	"解析|グラフ|相関|回帰|傾向|プロット|考察"},
	{CUE_STATS, "ko",
	"분석|시각화|그래프|상관|회귀|분포|추세|차트|"
	"인사이트"},
	{CUE_STATS, "es",
	"analisis|analiza|estadistic|grafic|correlacion|regresion|tendencia"},
	{CUE_STATS, "pt",
	"analis|estatistic|correlacao|regressao"},
	{CUE_STATS, "de",
	"analysier|statistik|diagramm|korrelation|regression|auswert"},
	{CUE_STATS, "fr",
	"statistiq|graphique|correlation|tendance"},
	{CUE_STATS, "ru",
	"анализ|проанализ|график|корреляц|"
	"регресс|тренд|распределен|визуализ"},
	{CUE_STATS, "it",
	"analisi|analizza|grafico|correlazione|regressione|tendenza"},

	{CUE_EXPERIMENT, "en",
	"experiment|train.|training|trained|epoch|loss.|accuracy|benchmark|"
	"baseline|ablation|hyperparam|learning rate|overfit|validation set|"
	"test set|f1.|auc.|precision|recall.|metrics|results.|simulation|"
	"simulate|backtest|sweep|seed.|seeds|checkpoint.|gpu hours|wandb|"
	"evaluation|evaluate|score.|scores|leaderboard|model performance|"
	"classifier|neural|pytorch|tensorflow|sklearn|xgboost|gradient|measure.|"
	"measurement|reproduc|sharpe"},
	{CUE_EXPERIMENT, "zh",
	"实验|训练|精度|准确率|基线|消融|超参|指标|结果|"
	"仿真|模拟|回测|评估|收敛|模型效果|损失|复现|正确率"},
	{CUE_EXPERIMENT, "ja",
	"実験|学習|ベンチマーク|評価|シミュレーション|"
	"検証結果"},
	{CUE_EXPERIMENT, "ko",
	"실험|학습|훈련|정확도|벤치마크|평가|결과|"
	"시뮬레이션|백테스트"},
	{CUE_EXPERIMENT, "es",
	"experimento|entrena|resultados|simul"},
	{CUE_EXPERIMENT, "pt",
	"trein|acuracia"},
	{CUE_EXPERIMENT, "de",
	"trainier|genauigkeit|ergebnis"},
	{CUE_EXPERIMENT, "fr",
	"experience|entrain|resultat"},
	{CUE_EXPERIMENT, "ru",
	"эксперимент|обучен|трениров|точност|"
	"метрик|результат|симуляц|бектест"},
	{CUE_EXPERIMENT, "it",
	"esperiment|addestr|accuratezza|risultat"},

	{CUE_DOCS, "en",
	"readme|docs.|doc.|document|guide|tutorial|docstring|wiki|manual|"
	"user guide|how to guide|api reference|changelog|comments in|"
	"code comments|jsdoc|markdown|md file|mkdocs|docusaurus|faq|runbook|"
	"playbook|onboarding doc|release notes"},
	{CUE_DOCS, "zh",
	"文档|说明书|手册|教程|注释|指南|使用说明|更新文档|"
	"说明文件|技术文件|注解"},
	{CUE_DOCS, "ja",
	"ドキュメント|文書|手順書|マニュアル|ガイド|"
	"チュートリアル|コメントを"},
	{CUE_DOCS, "ko",
	"문서|매뉴얼|가이드|튜토리얼|주석|설명서"},
	{CUE_DOCS, "es",
	"documenta|guia"},
	{CUE_DOCS, "pt",
	"documentacao"},
	{CUE_DOCS, "de",
	"dokumentation|dokumentier|anleitung|handbuch|leitfaden"},
	{CUE_DOCS, "fr",
	"documente|tutoriel|manuel"},
	{CUE_DOCS, "ru",
	"документ|руководств|гайд|инструкци|"
	"туториал|комментари"},
	{CUE_DOCS, "it",
	"documentazione|guida|manuale"},

	{CUE_PROSE, "en",
	"article|blog|post.|posts.|essay|email|e mail|letter.|report.|reports.|"
	"summary|summarize|paper.|draft|chapter|translate|translation|story|"
	"paragraph|wording|tone.|newsletter|tweet|linkedin|twitter|reddit|"
	"abstract|thesis|dissertation|resume|cover letter|proofread|rewrite this|"
	"edit this text|copywriting|copy.|headline|manuscript|writing|write up|"
	"writeup|sentence|grammar|script for|video script|transcript|speech|"
	"pitch|press release|case study|white paper|whitepaper|meeting notes|"
	"notes.|minutes|book.|novel|poem|lesson|course|curriculum|syllabus|"
	"lecture|journal|diary|biography|quote|bullet points|section.|"
	"introduction|conclusion|reviewer|rebuttal|grant|proposal for funding|"
	"reply to|respond to|message to|seo.|content"},
	{CUE_PROSE, "zh",
	"文章|博客|邮件|报告|总结|论文|草稿|翻译|段落|润色|"
	"措辞|公众号|文案|摘要|简历|信件|故事|小说|写作|"
	"写一篇|周报|日报|稿|章节|标题|语气|笔记|会议纪要|"
	"课程|教案|作文|口播|脚本|引言|帖子|小红书|部落格|"
	"履历|贴文|会议记录|电子报"},
	{CUE_PROSE, "ja",
	"記事|ブログ|メール|レポート|要約|下書き|翻訳|原稿|"
	"報告書|手紙|まとめ|議事録|校正|章|講義|ノート"},
	{CUE_PROSE, "ko",
	"글을|블로그|메일|보고서|요약|논문|초안|번역|단락|"
	"문장|기사|편지|원고|회의록|노트|강의|제안서|자소서|"
	"이력서"},
	{CUE_PROSE, "es",
	"articulo|correo|informe|resumen|redacta|borrador|traduc|parrafo|carta|"
	"ensayo|texto|capitulo|redaccion"},
	{CUE_PROSE, "pt",
	"artigo|relatorio|resumo|redij|rascunho|traduz|paragrafo|escreva"},
	{CUE_PROSE, "de",
	"artikel|bericht|zusammenfass|entwurf|ubersetz|absatz|brief.|aufsatz|"
	"text.|texte|kapitel|formulier|schreibe"},
	{CUE_PROSE, "fr",
	"rapport|redig|brouillon|tradui|traduction|paragraphe|lettre|chapitre"},
	{CUE_PROSE, "ru",
	"стать|блог|письм|отчет|резюм|черновик|"
	"перевед|перевод|абзац|текст|глав|пост.|"
	"редакт|заметк|конспект"},
	{CUE_PROSE, "it",
	"articolo|mail|relazione|riassun|bozza|lettera|testo|capitolo|scrivi"},

	{CUE_SLIDES, "en",
	"slide|presentation|deck.|pptx|powerpoint|keynote|poster|pdf|latex|tex.|"
	"bibliography|citation|cite.|reference list|docx|word doc|brochure|"
	"infographic|diagram|mermaid|handout|reveal js|beamer|flyer|one pager"},
	{CUE_SLIDES, "zh",
	"幻灯片|演示|ppt|海报|参考文献|引用|word|流程图|汇报|"
	"插图|简报|投影片"},
	{CUE_SLIDES, "ja",
	"スライド|プレゼン|発表|ポスター|資料"},
	{CUE_SLIDES, "ko",
	"슬라이드|발표|프레젠테이션|포스터|참고문헌|자료|"
	"피피티"},
	{CUE_SLIDES, "es",
	"diapositiva|presentacion|bibliografia|diagrama"},
	{CUE_SLIDES, "pt",
	"apresentacao"},
	{CUE_SLIDES, "de",
	"folie|prasentation|literaturverzeichnis|diagramm"},
	{CUE_SLIDES, "fr",
	"diapositive|bibliographie|diagramme"},
	{CUE_SLIDES, "ru",
	"слайд|презентац|библиограф|диаграмм|"
	"постер"},
	{CUE_SLIDES, "it",
	"diapositiv|presentazion|diagramma"},

	{CUE_RESEARCH, "en",
	"research|sources|market research|competitor|literature|survey of|"
	"state of the art|references|deep dive|web search|news.|latest|industry|"
	"company|business|marketing|customer|audience|persona.|pricing|investor|"
	"startup|policy|legal|health|education|students|philosoph|history of|"
	"theory|idea.|ideas"},
	{CUE_RESEARCH, "zh",
	"调研|研究|竞品|市场|文献|行业|资料|公司|商业|客户|"
	"政策|学生|理论|新闻|最新|竞争对手"},
	{CUE_RESEARCH, "ja",
	"リサーチ|調査|競合|業界|事例|企業"},
	{CUE_RESEARCH, "ko",
	"리서치|조사해|경쟁사|시장|문헌|업계|사례|회사|최신"},
	{CUE_RESEARCH, "es",
	"investigacion|mercado|competencia|fuentes|empresa"},
	{CUE_RESEARCH, "pt",
	"pesquis|concorren|fontes"},
	{CUE_RESEARCH, "de",
	"recherch|markt|wettbewerb|quellen|unternehmen"},
	{CUE_RESEARCH, "fr",
	"recherche|marche.|concurren|entreprise"},
	{CUE_RESEARCH, "ru",
	"исследов|рынок|конкурент|источник|"
	"компани|бизнес"},
	{CUE_RESEARCH, "it",
	"ricerca|mercato|fonti|azienda"},

	{CUE_PROCEED, "en",
	"continue|proceed|yes.|yep.|yeah.|ok|sure.|next.|do it|keep going|"
	"approved|lgtm|sounds good|perfect|great.|thanks|thank you|good.|go.|"
	"please do|lets do|try again|resume"},
	{CUE_PROCEED, "zh",
	"继续|好的|可以|是的|下一步|没问题|行.|开始吧|同意|"
	"确认|谢谢|好.|嗯|没错|感谢"},
	{CUE_PROCEED, "ja",
	"続けて|はい|お願いします|進めて|次へ|了解|"
	"ありがとう"},
	{CUE_PROCEED, "ko",
	"계속|네.|응.|진행|좋아|그래|다음|오케이|감사"},
	{CUE_PROCEED, "es",
	"continua|si.|adelante|dale|sigue|gracias|vale"},
	{CUE_PROCEED, "pt",
	"sim.|prossiga|siga|obrigad|pode."},
	{CUE_PROCEED, "de",
	"weiter|ja.|mach weiter|danke|gut.|passt"},
	{CUE_PROCEED, "fr",
	"oui|vas y|poursuis|merci|d accord"},
	{CUE_PROCEED, "ru",
	"продолж|да.|давай|дальше|хорошо|ок.|"
	"спасибо|ага"},
	{CUE_PROCEED, "it",
	"procedi|vai.|avanti|grazie|va bene"},

	{CUE_GREET, "en",
	"hello|hi.|hey.|good morning|good evening|whats up|ping.|who are you|"
	"test message|introduce yourself"},
	{CUE_GREET, "zh",
	"你好|您好|早上好|在吗|你是谁|哈喽|哈啰|早安"},
	{CUE_GREET, "ja",
	"こんにちは|おはよう|はじめまして"},
	{CUE_GREET, "ko",
	"안녕|하이."},
	{CUE_GREET, "es",
	"hola|buenos dias"},
	{CUE_GREET, "pt",
	"ola.|bom dia|oi."},
	{CUE_GREET, "de",
	"hallo|guten tag|guten morgen"},
	{CUE_GREET, "fr",
	"bonjour|salut"},
	{CUE_GREET, "ru",
	"привет|здравствуй|добрый день"},
	{CUE_GREET, "it",
	"ciao|buongiorno"},

	{CUE_COMPLAINT, "en",
	"still.|again.|not what i|i told you|you broke|you forgot|why did you|"
	"you didnt|thats not|that is not|dont.|no.|nope|stop doing|wait.|undo|"
	"revert|wrong again|you should have|i said|didnt change|nothing happens|"
	"nothing changed"},
	{CUE_COMPLAINT, "zh",
	"还是|不是|又|怎么还|你没有|我说的是|不要|错了|没变|"
	"没有变化|重新|撤销|回退|你为什么|复原|还原|退回"},
	{CUE_COMPLAINT, "ja",
	"まだ|違う|違います|やり直|なぜまた|変わって|"
	"戻して"},
	{CUE_COMPLAINT, "ko",
	"아직|아니|다시|여전히|왜 또|되돌|그대로"},
	{CUE_COMPLAINT, "es",
	"todavia|sigue|otra vez|no es|aun"},
	{CUE_COMPLAINT, "pt",
	"ainda|de novo|nao e|continua"},
	{CUE_COMPLAINT, "de",
	"immer noch|noch immer|wieder|nicht das|nein."},
	{CUE_COMPLAINT, "fr",
	"toujours|encore|ce n est pas|non."},
	{CUE_COMPLAINT, "ru",
	"все еще|опять|снова|не то|нет.|верни|"
	"откати"},
	{CUE_COMPLAINT, "it",
	"ancora|di nuovo|non e"},
};

const Lexicon wm_cues_lexicon = LEXICON(table);

/*
 * The lexicon's own index finds whole words.  Here nobody knows where a word
 * or phrase ends before it is found, so that this index goes by how they begin:
 * by their first four bytes, or those that have fewer by their first two.
 */
#define LONG_SLOTS	8192
#define SHORT_SLOTS 8192
#define SLOTS		(LONG_SLOTS + SHORT_SLOTS)
#define KEY_LENGTH	4

/* So many bytes are compared at once, before the rest of a word is looked at. */
typedef uint64_t Head;

typedef struct CueWord
{
	Head		head;			/* its first bytes, then zeros */
	uint32_t	offset;			/* where it begins in the index's text */
	uint16_t	len;
	uint8_t		cue;
	bool		whole;			/* not the beginning of a longer word */
} CueWord;

/* The index over the table, built when it is first asked for. */
static struct
{
	CueWord    *words;			/* by slot; NULL before */
	char	   *text;			/* of them, in Simplified characters */
	uint16_t	starts[SLOTS + 1];	/* of the slots, in words */
	Head		masks[sizeof(Head) + 1];	/* of the bytes that a head of this length has */
}			cue_index;

/* The places of a text that were found so far. */
typedef struct Places
{
	uint32_t   *counts;
	size_t		ends[CUE_COUNT];	/* of each cue's last place */
} Places;

static inline uint32_t
slot_of_long(const char *text)
{
	uint32_t	key;

	memcpy(&key, text, KEY_LENGTH);
	return (key * UINT32_C(0x9E3779B1) >> 16) % LONG_SLOTS;
}

static inline uint32_t
slot_of_short(const char *text)
{
	return LONG_SLOTS +
		((uint32_t) (unsigned char) text[0] << 5 ^ (unsigned char) text[1]) % SHORT_SLOTS;
}

static inline uint32_t
slot_of(const CueWord *word)
{
	const char *text = cue_index.text + word->offset;

	return word->len >= KEY_LENGTH ? slot_of_long(text) : slot_of_short(text);
}

/* The first bytes of a text, and zeros if it has fewer. */
static inline Head
head_of(const char *text, size_t len)
{
	Head		head = 0;

	if (len >= sizeof(head))
		memcpy(&head, text, sizeof(head));
	else
		memcpy(&head, text, len);
	return head;
}

static CueWord
cue_word(Slice word, int cue)
{
	CueWord		entry = {.cue = (uint8_t) cue};

	entry.whole = word.data[word.len - 1] == '.';
	entry.len = (uint16_t) (entry.whole ? word.len - 1 : word.len);
	entry.offset = (uint32_t) (word.data - cue_index.text);
	entry.head = head_of(word.data, entry.len);
	return entry;
}

/* Of the words as they stand in the table, with the NULs of rows. */
static size_t
text_size(void)
{
	size_t		size = 0;

	for (size_t row = 0; row < lengthof(table); row++)
		size += strlen(table[row].words) + 1;
	return size;
}

/* The words in the order of the table. */
static void
list_words(CueWord *words)
{
	char	   *text = cue_index.text;
	Slice		word;

	for (size_t row = 0; row < lengthof(table); row++)
	{
		size_t		len = strlen(table[row].words) + 1;
		const char *rest = text;

		wm_han_simplify(wm_slice(table[row].words, len), text);
		text += len;
		while (wm_lexicon_next(&rest, &word))
			*words++ = cue_word(word, table[row].kind);
	}
}

/*
 * Puts the words in the order of their slots, so that those of one slot stand
 * together: they are counted, and then each takes its place from its slot's end.
 */
static void
sort_words(const CueWord *listed, size_t count, CueWord *words)
{
	uint16_t   *starts = cue_index.starts;

	for (size_t i = 0; i < count; i++)
		starts[slot_of(&listed[i])]++;
	for (size_t slot = 1; slot <= SLOTS; slot++)
		starts[slot] += starts[slot - 1];
	for (size_t i = 0; i < count; i++)
		words[--starts[slot_of(&listed[i])]] = listed[i];
}

/* Nothing raises an error once there is an index, so that none is lost. */
static void
build_index(void)
{
	size_t		count = wm_lexicon_count(&wm_cues_lexicon);
	CueWord    *listed = wm_alloc(count * sizeof(CueWord));
	CueWord    *words = wm_alloc_for_good(count * sizeof(CueWord) + text_size());
	const Head	all = ~(Head) 0;

	for (size_t len = 0; len <= sizeof(Head); len++)
		cue_index.masks[len] = head_of((const char *) &all, len);
	cue_index.text = (char *) (words + count);
	list_words(listed);
	sort_words(listed, count, words);
	wm_free(listed);
	cue_index.words = words;
}

/* Does the word stand at this place of the text, of which so much is left? */
static inline bool
is_at(const CueWord *word, const char *text, size_t left, Head head)
{
	size_t		len = word->len < sizeof(head) ? word->len : sizeof(head);

	return (head & cue_index.masks[len]) == word->head && word->len < left &&
		(word->len <= sizeof(head) ||
		 memcmp(text, cue_index.text + word->offset, word->len) == 0) &&
		(!word->whole || text[word->len] == ' ');
}

/* Counts a cue unless its last place reaches to here, and then goes on. */
static inline void
add_place(Places *places, int cue, size_t at, size_t end)
{
	if (at >= places->ends[cue])
		places->counts[cue]++;
	if (end > places->ends[cue])
		places->ends[cue] = end;
}

/* Looks through the words of a slot for those that stand at this place. */
static inline void
look_at(uint32_t slot, Slice folded, size_t at, Head head, Places *places)
{
	const CueWord *end = cue_index.words + cue_index.starts[slot + 1];

	for (const CueWord *word = cue_index.words + cue_index.starts[slot]; word < end; word++)
	{
		if (is_at(word, folded.data + at, folded.len - at, head))
			add_place(places, word->cue, at, at + word->len);
	}
}

void
wm_cues_count(Slice folded, uint32_t counts[CUE_COUNT])
{
	Places		places = {counts, {0}};

	if (cue_index.words == NULL)
		build_index();
	for (size_t at = 1; at + 1 < folded.len; at++)
	{
		const char *text = folded.data + at;
		Head		head;

		if (text[-1] != ' ' && !wm_fold_unspaced(*text))
			continue;
		head = head_of(text, folded.len - at);
		look_at(slot_of_short(text), folded, at, head, &places);
		if (folded.len - at >= KEY_LENGTH)
			look_at(slot_of_long(text), folded, at, head, &places);
	}
}
