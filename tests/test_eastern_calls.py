"""Calls and reporting in the languages of the east, whose scripts have no capitals or no blanks.

As in `test_calls`: what calls readers is deleted safely, a sentence in the same words never.
"""

from __future__ import annotations

import pytest
from callpages import ARTICLES, FOOTERS, kept

import newslint
from newslint.blocks import Block
from newslint.rules import pack
from newslint.wording import Wording

REPORTING = {
    "ar": """\
شارك في الاجتماع أكثر من أربعين نائباً من المدينة.
شاركنا رأيه عدد من المهندسين الذين عملوا على الجسر.
إعلان نتائج الاستفتاء سيكون مساء الأحد في دار البلدية.
إعلانات التبغ ستمنع في الملاعب اعتباراً من يناير.
اقرأ أيضاً بنود العقد الصغيرة، هذا ما ينصح به المحامي زبائنه.
اقرأ أيضا: السبت الساعة 10، مكتبة المدينة
اقرأ المزيد من الكتب، هذا شعار حملة المدارس الجديدة.
المزيد من الأخبار السيئة وصل إلى المزارعين قبل الحصاد.
مواضيع ذات صلة بالجسر ستناقش في جلسة الخميس.
أخبار ذات صلة بالفضيحة اختفت من أرشيف الصحيفة.
قد يهمك الأمر أو لا، لكن الجسر سيغلق في مايو.
الأكثر قراءة بين الأطفال هذا العام رواية عن النهر.
آخر الأخبار التي وصلت من القرية كانت قبل أسبوعين.
تابعنا السير حتى الفجر ولم نجد القارب، يروي الصياد.
تابعونا على فيسبوك وسنعيد إليكم أموالكم، كتب المحتالون للضحايا.
تابعنا على مواقع التواصل كيف انهار الجسر، روت امرأة من الضفة.
اشترك في النشرة البريدية أكثر من ألف مواطن منذ مايو.
اشترك في القناة تسعون مزارعاً لبيع محاصيلهم.
اشترك في قناتنا على تلغرام، كتب المتهم لضحاياه في مارس.
احصل على القرض في بريدك خلال ساعة، بهذه العبارة خدع المئات.
حمل التطبيق سبعون ألف مواطن في الأسبوع الأول.
حمل تطبيق البلدية على هاتفه ثم خسر كل مدخراته.
انضم إلى قناة الصيادين على واتساب أكثر من مئتي بحار.
جميع الحقوق محفوظة للورثة بموجب الوصية التي كتبت عام 1912.
الحقوق محفوظة في الدستور لكنها منتهكة في القرى، تقول الناشطة.
يمنع نقل الرمال من الشاطئ دون إذن من البلدية.
لا يجوز نشر صور القاصرين دون إذن ذويهم بموجب القانون الجديد.
التعليقات على مشروع القانون ستقرأ في جلسة علنية.
اترك تعليقا على صفحة البلدية تجد نفسك في المحكمة، يقول شاب.
أضف تعليقك إلى العريضة قبل الجمعة، هكذا دعا السكان جيرانهم.
لن يتم نشر بريدك أو اسمك، هكذا وعد المحققون الشاهد.
تسجيل الدخول إلى المدارس صار ببطاقة جديدة منذ الأحد.
هذا المقال متاح للمشتركين منذ عام، وقد كلف الكاتب وظيفته.
لقراءة المقال كاملا اضطر الطلاب إلى شراء الصحيفة.
يستخدم الموقع ملفات تعريف الارتباط لتعقب المرضى، وفق الدعوى.
شاهد الفيديو تسعة قضاة قبل النطق بالحكم.
المقال السابق للكاتب أثار غضب الوزير وكلفه منصبه.
الآراء المنشورة في المجلة تعبر عن أصحابها، قضت المحكمة.
للتواصل مع العائلات، أقامت البلدية خيمة قرب النهر.
من نحن إذا لم نبن الجسر، تساءل رئيس البلدية أمام الحشد.
كتب على الجدار: جميع الحقوق محفوظة.
كل الحقوق محفوظة للعمال، هكذا نص الاتفاق.
المقالات المنشورة في هذه المجلة لا تعبر عن رأي الحكومة.
هذا الخبر منقول عن جار الضحية.
يحظر استخدام المياه في الري دون موافقة البلدية.
تابعنا على تويتر ما جرى في القرية تلك الليلة.
سجل في النشرة الجوية أعلى معدل للأمطار.
أدخل بريدك وانتظر، هذا ما قيل للضحايا.
لديك حساب في المصرف، قال المتصل.
الرئيسية في المدرسة رفضت التوقيع.
مواضيع متعلقة بالتعليم نوقشت مساء أمس.
المشاهدات: رقم لا يعني شيئاً للكاتب
شاركنا برأيك في اللجنة خمسة خبراء.
نستخدم الكوكيز في مطبخنا منذ عشرين عاماً.
متصفحك لا يدعم التصويت، قيل لآلاف الناخبين.
""",
    "fa": """\
اشتراک‌گذاری زمین میان دو روستا به دادگاه کشیده شد.
تبلیغات دخانیات از دی‌ماه در ورزشگاه‌ها ممنوع می‌شود.
آگهی فروش پل در روزنامه شهر جنجال به پا کرد.
نظر شما هرچه باشد پل در خرداد بسته خواهد شد.
نظرات کاربران درباره پل در جلسه علنی خوانده شد.
ارسال نظر به شهرداری تا جمعه ادامه دارد.
بیشتر بخوانید تا بهتر بنویسید، شعار تازه مدرسه‌هاست.
بیشتر بخوانید: شنبه ساعت ۱۰، کتابخانه مرکزی
ادامه مطلب در نسخه خطی گم شده است.
اخبار مرتبط با پل از بایگانی روزنامه حذف شده بود.
مطالب مرتبط با این پرونده به دادستانی فرستاده شد.
آخرین خبرها از روستا دو هفته پیش رسیده بود.
پربازدیدترین موزه شهر سال آینده تعطیل می‌شود.
ما را در تلگرام دنبال کنید، کلاهبرداران به قربانیان نوشته بودند.
به کانال ما در ایتا بپیوندید، متهم برای زنان سالخورده نوشت.
در خبرنامه شهرداری عضو شده‌اند بیش از هزار خانواده.
ایمیل خود را وارد کنید و پول بگیرید، این جمله صدها نفر را فریب داد.
برنامه بانک را دانلود کنید، صدای پشت تلفن به پیرزن گفت.
کلیه حقوق مادی و معنوی فیلم به ورثه رسید.
تمامی حقوق محفوظ ماند و دادگاه شکایت را رد کرد.
نقل مطالب با ذکر منبع جرم نیست و قاضی هم همین را گفت.
این مطلب فقط برای مشترکان منتشر شد و نویسنده کارش را از دست داد.
برای خواندن متن کامل وارد کتابخانه شدند و بازنگشتند.
ورود به مدرسه از یکشنبه با کارت تازه است.
ثبت نام دانش‌آموزان دو هفته تمدید شد.
مشاهده ویدئو نه قاضی را به سکوت واداشت.
عکس: تنها مدرکی که از پل ماند
منبع: هیچ‌کس آن را نمی‌شناسد
درباره نویسنده کتاب چیزی نمی‌دانیم.
تماس با ما قطع شد و دیگر صدایی نیامد، ماهیگیر می‌گوید.
""",
    "ja": """\
シェアする畑が増え、若い農家が町に戻ってきた。
シェアハウスの火災で学生二人がけがをした。
広告の規制を強める条例案が月曜日に提出された。
広告塔が倒れ、通行人二人が軽いけがをした。
コメントする立場にないと、市の担当者は答えた。
コメントを書く男は三年で二千件を投稿し、罰金を科された。
関連記事を書いた記者二人が市長室に呼ばれた。
関連記事：土曜午前10時、市立図書館3階
関連ニュースが流れた午後、株価は急落した。
あわせて読みたい本を司書が選び、棚に並べている。
おすすめ記事を選ぶ仕組みが偏っていると、研究者は指摘する。
続きを読むことはできなかったと、遺族は語った。
続きを読む会は毎週木曜、公民館で開かれている。
無断転載を禁じます、と日記の扉に書かれていた。
無断転載を禁じる条項は無効だと裁判所は判断した。
記事の無断転載をめぐり、新聞社が市を提訴した。
この記事は市議会で三度も朗読され、議事録に残った。
この記事を書いた人は誰なのか、警察が調べている。
公式アカウントをフォローした市民は一万人を超えた。
公式LINEを友だち追加した高齢者が詐欺の被害に遭った。
メルマガに登録した会員の名簿が流出したと市は発表した。
ニュースレターの購読を勧める男が逮捕された。
アプリで開くドアが冬に凍り、住民が閉め出された。
アプリをダウンロードした町民にはポイントが贈られる。
会員登録すると続きが読める仕組みに、学生は不満を漏らす。
残り500文字で小説は途切れ、作家は世を去った。
ログインする画面が偽物だったと気づいたのは翌朝だった。
写真を拡大すると、橋げたの亀裂がはっきり見える。
写真はイメージとは違い、橋は灰色だった。
動画を再生すると、橋が揺れる様子が映っていた。
ページトップへ署名を載せた新聞は、三日で廃刊になった。
ランキングで最下位になった町が、住民投票を行う。
人気記事の筆者は十七歳の高校生だった。
ご意見をお寄せくださいと市は呼び掛けている。
情報提供を求める警察は、川沿いに看板を立てた。
サポートする職員が足りず、窓口は午後に閉じられる。
有料会員限定の集会が開かれ、市長は招かれなかった。
次の記事は載せないと、編集長は社主に約束した。
当サイトの記事を無断で転載した業者に、賠償が命じられた。
お使いのブラウザでは投票できないと言われ、男性は窓口へ向かった。
壁には「転載禁止」と大きく書かれていた。
無断複製転載を禁じますという札が、展示室の入り口に下がる。
著作権法で保護されていますと説明され、学生は写真を消した。
市の公式Xをフォローする職員は三割にとどまる。
LINE公式アカウントを友だち追加してください、と書かれた紙が駅に貼られた。
メールアドレスを入力した三百人が被害に遭った。
コメントを投稿するためにログインした形跡が残っていた。
この記事は読売新聞からの転載だったと大学は認めた。
記事の内容は取材時のものであり、市長は辞任した。
すでに会員の方だけが入場を許された。
ご意見は市役所の窓口までお寄せください、と回覧板にある。
ニュースをメールで受け取る住民が増えた。
アプリで読む絵本が図書館に並ぶ。
次のページには、署名が三つ残されていた。
いいねを押した職員が処分された。
""",
    "ko": """\
공유하기 어려운 비밀이 두 사람을 갈라놓았다.
공유하는 밭이 늘면서 청년들이 마을로 돌아왔다.
광고 규제를 강화하는 조례안이 월요일 제출됐다.
광고판이 쓰러져 행인 두 명이 다쳤다.
댓글을 쓴 공무원 세 명이 징계를 받았다.
댓글 쓰기 기능을 없앤 뒤 방문자가 절반으로 줄었다.
댓글 3개 때문에 그는 벌금 백만 원을 냈다.
관련기사 두 건을 쓴 기자가 시장실로 불려 갔다.
관련 기사: 토요일 오전 10시, 시립도서관 3층
관련 뉴스가 나오자 주가는 곤두박질쳤다.
추천 기사 목록이 한쪽으로 치우쳤다는 연구가 나왔다.
많이 본 뉴스 순위를 조작한 일당이 붙잡혔다.
더보기 단추를 누르자 그의 통장에서 돈이 사라졌다.
무단전재 및 재배포 금지 조항은 무효라고 법원은 판단했다.
무단 전재 및 재배포 금지라는 글이 일기장 첫 장에 적혀 있었다.
저작권자 세 명이 시를 상대로 소송을 냈다.
이 기사의 저작권은 누구에게 있는지를 두고 두 신문사가 다퉜다.
네이버에서 채널을 구독하면 상품권을 준다는 말에 노인 열 명이 속았다.
유튜브 채널을 구독하고 좋아요를 누른 주민에게 쌀을 나눠줬다.
구독하기 전에 약관을 읽으라고 소비자원은 당부했다.
뉴스레터를 구독하는 시민이 만 명을 넘었다고 시는 밝혔다.
이메일 주소를 입력하면 당첨금을 준다는 문자는 사기였다.
앱을 설치하면 이자를 깎아 준다던 상담원은 가짜였다.
앱에서 보기 편한 지도를 시가 내놓았다.
카카오톡 채널을 추가하세요라는 전단이 골목마다 붙었다.
로그인하면 기사 전문을 볼 수 있다는 제도에 학생들은 불만이다.
이 기사는 유료 회원만 볼 수 있어 의원들이 복사본을 돌려 읽었다.
제보를 기다립니다, 라는 현수막이 강가에 걸렸다.
제보는 모두 열두 건이었고 경찰은 두 건을 추려냈다.
기사 제보: 이 제도는 올해 사라진다
사진 제공을 거부한 박물관이 과태료를 물었다.
사진을 확대하면 교각의 금이 또렷이 보인다.
동영상을 재생하자 다리가 흔들리는 모습이 나왔다.
후원하기로 약속한 기업 두 곳이 손을 뗐다.
후원금이 언론사로 흘러간 정황을 검찰이 확인했다.
이전 기사와 달리 시장은 책임을 인정했다.
다음 기사에 이름이 실릴까 봐 그는 잠을 이루지 못했다.
기자 소개를 받은 청년은 곧바로 취직했다.
브라우저는 바뀌었지만 투표 화면은 그대로였다.
본문 바로가기 단추가 없어 시각장애인들이 시를 고발했다.
벽에는 무단 전재 및 복제 금지라고 적혀 있었다.
저작권자 © 표시를 지운 업체가 적발됐다.
이 기사의 저작권은 유족에게 있다.
페이스북에서 시장을 팔로우하는 시민이 늘었다.
뉴스를 이메일로 받아 보던 노인들이 피해를 봤다.
앱에서 뉴스를 보기 시작한 것은 작년부터다.
여러분의 제보가 세상을 바꿨다.
댓글을 작성하려면 실명을 밝혀야 한다.
로그인을 하면 나머지 서류가 보인다.
이미 회원이신가요, 하고 직원이 물었다.
무료 기사 3건만 볼 수 있게 한 조치가 논란이다.
실시간 뉴스 화면이 꺼지자 객장이 술렁였다.
이 사이트는 쿠키를 굽는 법을 알려 준다.
사진 제공: 유족은 끝내 거부했다
조회수: 이 숫자가 광고비를 정한다
""",
    "vi": """\
Chia sẻ ruộng đất với hàng xóm, ông Tư mất luôn căn nhà.
Chia sẻ bài viết trên Facebook, hai học sinh bị đuổi học.
Quảng cáo thuốc lá sẽ bị cấm ở sân vận động từ tháng 1.
Quảng cáo sai sự thật, công ty bị phạt 70 triệu đồng.
Bình luận của bạn đọc được hội đồng xem xét trước khi biểu quyết.
Bình luận về dự thảo sẽ được thu nhận đến hết thứ sáu.
Xem thêm hồ sơ, tòa quyết định hoãn phiên xử.
Xem thêm: thứ bảy, 10h, thư viện thành phố
Đọc thêm sách là lời khuyên của cô giáo dành cho học trò vùng cao.
Đọc tiếp bản án, vị thẩm phán bật khóc.
Tin liên quan đến cây cầu bị gỡ khỏi trang của quận.
Bài liên quan đến vụ án được trích trong cáo trạng.
Có thể bạn quan tâm đến giá, nhưng dân làng quan tâm đến nước.
Đọc nhiều nhất ở trường này là học sinh lớp ba.
Đừng bỏ lỡ chuyến phà cuối cùng, người lái đò nhắc khách.
Theo dõi chúng tôi suốt ba tiếng, chiếc xe mới bỏ đi, nhân chứng kể.
Theo dõi fanpage để nhận thưởng là chiêu lừa đã lấy của bà cụ 200 triệu đồng.
Bấm đăng ký kênh để nhận tiền, em nhỏ làm mất sạch tiền của mẹ.
Đăng ký nhận bản tin của trường, hàng nghìn phụ huynh bị lộ số điện thoại.
Nhập email của bạn vào ô trống, tên lừa đảo viết cho nạn nhân.
Tải ứng dụng ngân hàng giả để nhận quà, ông Ba mất 300 triệu đồng.
Tham gia nhóm Zalo của báo giả, nhiều người bị lừa.
Bản quyền thuộc về gia đình nhạc sĩ, tòa tuyên chiều thứ ba.
Giữ bản quyền nội dung vở kịch, hai người con đưa nhau ra tòa.
Vui lòng ghi rõ nguồn nước, tờ giấy dán trước giếng làng viết.
Không được sao chép khi chưa xin phép là quy định mới của viện bảo tàng.
Đăng nhập để đọc tiếp là rào cản với sinh viên nghèo, nhà nghiên cứu nói.
Bài viết này dành cho thành viên đã khiến tác giả mất việc.
Bạn đọc gửi ý kiến về cây cầu qua đường bưu điện từ hôm thứ hai.
Email của bạn sẽ không được công khai, điều tra viên hứa với nhân chứng.
Ảnh: cây cầu gãy đôi là bằng chứng quan trọng nhất của vụ án.
Video ghi lại cảnh mặt cầu nứt lúc 3h sáng.
Xem video, chín vị thẩm phán im lặng hồi lâu.
Về trang chủ của trường, phụ huynh không còn thấy danh sách.
Bài trước ông chê cây cầu, bài sau ông khen.
Mời độc giả xem thêm một vở kịch là cách nhà hát giữ khách.
Ủng hộ chúng tôi hay không, dân làng hãy tự quyết, chủ tịch xã nói.
Báo lỗi cho thợ máy, tài xế vẫn phải chạy tiếp.
Đường dây nóng: hai năm không ai nhấc máy
Bạn nghĩ gì về bài viết này, hội đồng hỏi cậu học trò.
Bài viết thể hiện quan điểm của tác giả bị tòa bác bỏ.
Giấy phép xây dựng số 12 bị thu hồi hôm thứ hai.
Tổng biên tập: chức danh này sẽ bị bãi bỏ
Theo dõi kênh YouTube của trường, phụ huynh thấy con mình bị đánh.
Nhận tin tức qua email, ông cụ bấm vào đường dẫn lạ.
Đọc trên ứng dụng giúp học sinh vùng sâu đỡ tốn tiền.
Bạn còn 3 bài thi nữa, giám thị nhắc.
Bình luận của bạn đã khiến cô ấy khóc, thẩm phán nói.
Đã có tài khoản, ông vẫn không rút được tiền.
Các ý kiến xin gửi về xã trước thứ sáu.
Độc giả gửi thư về địa chỉ cũ của tòa soạn suốt mười năm.
Trình duyệt không hỗ trợ tiếng dân tộc, giáo viên than.
Chúng tôi sử dụng cookie để ăn kèm trà, bà chủ quán kể.
Nghiêm cấm sao chép dưới mọi hình thức, tấm biển trước lăng ghi.
Lượt xem: con số quyết định tiền thưởng
""",
    "zh": """\
分享经济的新规将于五月在全市实施。
分享到最后一块面包时，老人哭了起来。
广告法修订草案星期一提交市议会审议。
广告牌倒塌砸伤两名路人，警方正在调查。
评论家认为，新桥的设计过于保守。
评论员说，这场比赛输在了体能上。
关注我们的孩子，是这次集会的口号。
关注微信公众号即可领取鸡蛋的骗局，上月骗走老人三十万元。
扫描二维码关注“幸福家园”后，陈女士的账户少了两万元。
版权所有人起诉了三家网站，索赔五百万元。
版权所有者协会星期二公布了去年的数据。
未经许可不得转载的条款引起了学者的不满。
“未经授权不得转载”，这句话写在日记的扉页上。
转载请注明出处的做法起源于报纸时代，这位历史学者说。
免责声明：租客签字后，房东仍要对电梯负责，法院认定。
相关阅读材料将在周五前发给各校。
相关阅读：周六上午10点，市图书馆三楼
延伸阅读计划让山区的孩子有了新书。
推荐阅读这本书的老师，如今已经退休。
相关新闻发布会定于星期四下午举行。
相关报道引起市长不满，两名记者被叫去谈话。
更多新闻记者赶到现场时，火已经扑灭。
下载客户端后，居民可以查询水费，水务局说。
下载APP看新闻能赚钱？警方提醒这是骗局。
打开APP的那一刻，他发现存款没有了。
登录后才能查看全文的限制，让研究者十分不便。
订阅电子报的读者去年减少了一成，报社社长坦言。
加入收藏的文物共有三百件，博物馆馆长介绍。
点击播放按钮之前，法官要求旁听者保持安静。
视频显示，桥面在凌晨三点裂开。
首页刊登的照片让这座小城出了名。
责任编辑：这个岗位去年被裁掉了四成
编辑部搬到河对岸以后，发行量上升了。
网友评论仅供参考，校方最终仍决定开除两名学生。
本文作者因泄密被判三年，狱中写完了回忆录。
如有侵权请联系的字样，不能免除平台的责任，法院判决。
上一篇论文发表后，他等了十年。
我要投稿的学生排到了走廊尽头。
以上内容仅代表专家个人观点，市政府强调。
本网站使用Cookie的方式违反了法律，监管机构认定。
他在书的最后一页写着：请勿转载。
展厅门口的牌子上印着“版权所有，翻印必究”。
这首歌的版权所有权归词作者的孙女。
平台擅自转载，违者必究的声明形同虚设。
长按二维码识别出的是一家空壳公司。
本报刊登的照片被用作证据。
本文由三位学者历时五年整理。
以上内容不代表作者的政治立场，译者在后记中写道。
加入LINE群组后，她再也没有收到退款。
如果您有新闻线索，请联系警方，告示上这样写。
注册后可以评论的用户不到两成。
登录后继续阅读的按钮，让老人无从下手。
阅读量：这项指标今年起不再计入考核。
当前位置：河堤以东三公里，水位仍在上涨。
今日要闻由校长亲自朗读。
""",
}
"""A sentence of reporting a line."""
CALLS = {
    "ar": [
        "اقرأ أيضا: العاصفة توقف العبّارات",
        "اقرأ أيضاً",
        "مواضيع ذات صلة",
        "شارك الخبر",
        "إعلان",
        "تابعنا على فيسبوك وتويتر",
        "اشترك في نشرتنا البريدية",
        "حمل التطبيق الآن",
        "اترك تعليقاً",
        "التعليقات (3)",
        "لن يتم نشر عنوان بريدك الإلكتروني.",
        "المقال التالي: العاصفة توقف العبّارات",
    ],
    "fa": [
        "بیشتر بخوانید: طوفان قایق‌ها را متوقف کرد",
        "اخبار مرتبط",
        "ارسال به دوستان",
        "رپورتاژ آگهی",
        "ما را در تلگرام دنبال کنید",
        "ارسال نظر",
        "نظرات (3)",
        "نشانی ایمیل شما منتشر نخواهد شد.",
        "پربازدیدترین اخبار",
    ],
    "ja": [
        "関連記事：嵐でフェリー欠航",
        "【関連記事】嵐でフェリー欠航",
        "あわせて読みたい",
        "この記事をシェアする",
        "広告",
        "公式X（旧Twitter）をフォローする",
        "無料メルマガに登録",
        "アプリで開く",
        "コメントを書く",
        "コメント(3)",
        "この記事は有料会員限定です。",
        "無断転載を禁じます。",
        "次の記事：嵐でフェリー欠航",
    ],
    "ko": [
        "[관련기사] 폭풍에 여객선 결항",
        "관련기사: 폭풍에 여객선 결항",
        "많이 본 뉴스",
        "기사 공유하기",
        "광고",
        "네이버에서 느릅일보 구독하기",
        "매일 아침 뉴스레터를 구독하세요",
        "앱 다운로드",
        "댓글 쓰기",
        "댓글 3개",
        "무단전재 및 재배포 금지",
        "저작권자 ⓒ 느릅일보, 무단 전재 및 재배포 금지",
        "다음 기사: 폭풍에 여객선 결항",
    ],
    "vi": [
        "Xem thêm: Bão làm phà ngừng chạy",
        "Tin liên quan",
        "Chia sẻ lên Facebook",
        "Quảng cáo",
        "Theo dõi chúng tôi trên Facebook",
        "Đăng ký nhận bản tin miễn phí",
        "Tải ứng dụng",
        "Gửi bình luận",
        "Bình luận (3)",
        "Email của bạn sẽ không được hiển thị công khai.",
        "Bài sau: Bão làm phà ngừng chạy",
    ],
    "zh": [
        "相关阅读：暴风雨令渡轮停航",
        "【延伸閱讀】暴風雨令渡輪停航",
        "相关新闻",
        "分享到微信",
        "广告",
        "关注我们的微信公众号",
        "訂閱電子報",
        "下载客户端",
        "发表评论",
        "3条评论",
        "登录后才能发表评论",
        "未经授权，不得转载",
        "下一篇：暴风雨令渡轮停航",
    ],
}
NOTICES = {
    "ar": "اقرأ أيضا: السبت الساعة 10، مكتبة المدينة",
    "fa": "بیشتر بخوانید: شنبه ساعت ۱۰، کتابخانه مرکزی",
    "ja": "関連記事：土曜午前10時、市立図書館3階",
    "ko": "관련 기사: 토요일 오전 10시, 시립도서관 3층",
    "vi": "Xem thêm: thứ bảy, 10h, thư viện thành phố",
    "zh": "相关阅读：周六上午10点，市图书馆三楼",
}
"""Labels before details of use instead of a headline."""
HEADINGS = {
    "ar": ["شاهد", "مواضيع أخرى", "مشاركة"],
    "fa": ["تبلیغات", "حمایت مالی", "پیشنهاد ما"],
    "ja": ["拡大", "みんなの意見", "スポンサー", "ランキング"],
    "ko": ["위로", "모바일 앱", "비밀번호", "다시 보기"],
    "vi": ["Trở lại", "Mạng xã hội", "Bình luận", "Có thể bạn chưa biết"],
    "zh": ["推广", "微信公众号", "评论", "最新消息"],
}
"""Subheadings that pages have for labels too."""


def block(text: str) -> Block:
    return Block(0, 0, 0, 0, len(text), text, Wording(text))


@pytest.mark.parametrize("model", [False, True])
@pytest.mark.parametrize("language", REPORTING)
def test_a_sentence_in_the_words_of_a_call_is_never_deleted_safely(
    language: str, model: bool
) -> None:
    sentences = REPORTING[language].splitlines()
    assert [one for one in sentences if not kept(one, language, model)] == []


@pytest.mark.parametrize("language", sorted({*REPORTING} - {"vi"}))
def test_without_capitals_a_lost_final_mark_seldom_makes_a_call_of_a_sentence(
    language: str,
) -> None:
    sentences = [one.rstrip(".。") for one in REPORTING[language].splitlines()]
    # In a few the words of a call are nearly all.
    lost = [one for one in sentences if not kept(one, language, model=False)]
    assert len(lost) <= 3


@pytest.mark.parametrize(
    ("language", "call"), [(language, call) for language in CALLS for call in CALLS[language]]
)
def test_a_call_is_deleted_safely(language: str, call: str) -> None:
    title, text = ARTICLES[language].split("\n", 1)
    page = f"{title}\n{text}{call}\n{FOOTERS[language]}"
    assert call not in newslint.clean(page, language=language).text


@pytest.mark.parametrize("language", NOTICES)
def test_a_label_before_a_time_is_no_promo_link(language: str) -> None:
    assert kept(NOTICES[language], language, model=False)


@pytest.mark.parametrize("language", HEADINGS)
def test_a_subheading_is_kept_between_paragraphs(language: str) -> None:
    title, first, *others = ARTICLES[language].rstrip("\n").split("\n")
    for heading in HEADINGS[language]:
        page = "\n\n".join([title, first, heading, *others]) + "\n"
        assert f"\n{heading}\n" in newslint.clean(page, language=language).text


@pytest.mark.parametrize("language", ARTICLES)
def test_an_article_alone_is_left_as_it_is(language: str) -> None:
    assert list(newslint.check(ARTICLES[language], language=language)) == []


# -- how phrases are compared without blanks -------------------------------------------------------


def test_a_phrase_is_placed_by_its_characters() -> None:
    line = "© 榆河晚报 版权所有"
    found = {line[hit.start : hit.end] for hit in pack.load("zh").hits(block(line))}
    assert "版权所有" in found


def test_names_between_characters_are_words_of_their_own() -> None:
    assert block("关注我们的Facebook主页").units == [*"关注我们的", "facebook", *"主页"]
    assert block("We follow café_2").units == block("We follow café_2").terms


def test_words_are_found_within_a_run_of_characters() -> None:
    line = block("局长周启明说，新厂下月建成")
    assert line.held(frozenset({"说", "新厂", "下", "厂下月建"})) == {"说", "新厂", "厂下月建"}
    assert block("He said so").held(frozenset({"said", "sa"})) == {"said"}
    assert block("订阅电子报").opens(frozenset({"订阅"}))
    assert not block("请订阅电子报").opens(frozenset({"订阅"}))


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("市议会星期二投票决定修建大桥", 8),
        ("시의회는 화요일 다리를 놓기로 했다", 7),
        ("He left on Tuesday", 4),
        ("صوّت المجلس يوم الثلاثاء", 4),
    ],
)
def test_words_are_counted_by_their_script(text: str, size: int) -> None:
    assert block(text).size == size


def test_a_speech_in_corners_ends_like_a_sentence() -> None:
    assert block("「寒い。もう帰る」").terminal
    assert not block("「橋は安全」").terminal
