import { withoutAccents } from "../words/fold.ts";

/**
 * How systems call the pictures that they take of their screens, in the languages they speak: macOS, Windows, GNOME, KDE,
 * iOS, Android and the phones' makers. A name begins with one of these, and behind it no letter follows.
 */
const beginnings = [
  "Screenshot",
  "Screen Shot",
  "ScreenCapture",
  "Screen Capture",
  "SmartSelect",
  "Scrnshot",
  "Bildschirmfoto",
  "Bildschirmaufnahme",
  "Capture d’écran",
  "Capture d'écran",
  "Capture d’e\u0301cran",
  "Capture écran",
  "Captura de pantalla",
  "Captura de Tela",
  "Captura de ecrã",
  "Captura del sitio",
  "Pantallazo",
  "Schermata",
  "Istantanea schermo",
  "Cattura schermo",
  "Schermafbeelding",
  "Schermafdruk",
  "Schermopname",
  "Skärmavbild",
  "Skärmbild",
  "Skärmdump",
  "Skjermbilde",
  "Skjermdump",
  "Skærmbillede",
  "Skærmdump",
  "Näyttökuva",
  "Kuvakaappaus",
  "Ruutukaappaus",
  "Skjáskot",
  "Zrzut ekranu",
  "Snímek obrazovky",
  "Snímka obrazovky",
  "Képernyőfotó",
  "Képernyőkép",
  "Captură de ecran",
  "Ekran Resmi",
  "Ekran görüntüsü",
  "Ekran Alıntısı",
  "Снимок экрана",
  "Скриншот",
  "Знімок екрана",
  "Здымак экрана",
  "Екранна снимка",
  "Снимка на екрана",
  "Snimka zaslona",
  "Posnetek zaslona",
  "Snimak ekrana",
  "Снимак екрана",
  "Ekrānuzņēmums",
  "Ekrano kopija",
  "Kuvatõmmis",
  "Στιγμιότυπο οθόνης",
  "צילום מסך",
  "لقطة شاشة",
  "لقطة الشاشة",
  "نماگرفت",
  "स्क्रीनशॉट",
  "ภาพหน้าจอ",
  "สกรีนช็อต",
  "Ảnh chụp màn hình",
  "Ảnh màn hình",
  "Tangkapan layar",
  "Cuplikan layar",
  "Tangkapan skrin",
  "スクリーンショット",
  "屏幕截图",
  "屏幕快照",
  "屏幕截圖",
  "螢幕截圖",
  "螢幕快照",
  "螢幕擷取",
  "截屏",
  "截图",
  "截圖",
  "스크린샷",
  "화면 캡처",
  "화면캡처",
];

/** "_" and "-" stand for a space in the names of some. */
const folded = (name: string) =>
  withoutAccents(name.replace(/[_\- ]+/gu, " "))
    .replace(/ı/gu, "i")
    .toLowerCase();

const isBeginning = new RegExp(`^(?:${beginnings.map(folded).join("|")})(?![\\p{L}\\p{M}])`, "u");

/** GNOME says in French and Spanish no more than "capture" and since when. */
const isCaptureOfGnome = /^(?:capture du|captura desde) \d{4} \d\d \d\d/u;

/** Whether a file is called as a system calls a picture of its screen. */
export function isScreenshotName(name: string): boolean {
  const plain = folded(name);
  return isBeginning.test(plain) || isCaptureOfGnome.test(plain);
}
