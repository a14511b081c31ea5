/*
 * What cameras and programs write into every picture where a person could describe it. Each stands for the whole text.
 * Collected from pictures and from ExifTool's samples.
 */

const makers =
  "OLYMPUS|MINOLTA|KONICA MINOLTA|KONICA|SAMSUNG|PENTAX|FUJIFILM|NIKON|KODAK|CASIO|RICOH|EPSON|CANON|SANYO|HP|POLAROID|BENQ";

const ofCameras: readonly RegExp[] = [
  new RegExp(`^((${makers})( CORPORATION)? )?(DIGITAL (STILL )?CAMERA|CAMERA)( PICTURES?)?$`, "i"),
  /^SONY (DSC|DCF|DSLR)$/i,
  /^SAMSUNG( (CSC|TECHWIN|DIGITAL IMAGING))?$/i,
  /^<.* \/ Samsung .*>$/i,
  /^DCIM[\\/].*$/i,
  /^(Exif|JPEG|JFIF|RAW)[ _-]?(JPEG)?[ _-]?(picture|image|file)?$/i,
  /^(default|no (description|comment|title)|description|comment|none|null|undefined|n\/a|[-*._ ]+)$/i,
  // The modes of Huawei's and OPPO's cameras.
  /^r?(cof|edf|ptr|sdr|dav|nor|mde|btf|bty|fbt|fptr|fptbty|nfptr|ptfbty|btr|btrhdr|btyhdr|hdr|hdrpl|hdrnor|oznor|oznorWB|jpg|mnf|dafof)$/,
  /^(oplus|qti|mtk)[-_]\w*$/i,
  /^(ASCII|UNICODE|charset=\S+)$/i,
  /^(Screenshot|Screen Shot|Bildschirmfoto|Screen capture)$/i,
];

const ofPrograms: readonly RegExp[] = [
  /^(METADATA-START|Hisilicon|Jpeg Comment|binary comment|filter: )[\s\S]*$/i,
  // Settings and marks that are meant for a program.
  /^(FBMD)?[0-9a-f]{24,}$/i,
  /^[{<[][\s\S]*[}>\]]$/,
  /^(CREATOR: gd-jpeg|LEAD Technologies|File (written|source|created) by|Handmade Software|Intel\(R\) JPEG|AppleMark|Lavc\d|ffmpeg|JPEG[- ]?(encoder|compressor|mini|recompress)|libjpeg|mozjpeg|U-Lead|Ulead|ACD Systems|Software:|Quality[ :=]|Ducky)[\s\S]*$/i,
  /^(created|written|processed|made|compressed|optimi[sz]ed|edited|generated|converted|scanned|saved) (with|by|using|in)( the)? (Adobe|Photoshop|GIMP|The GIMP|ImageMagick|GraphicsMagick|eBay|Paint|IrfanView|XnView|Picasa|ACDSee|Lightroom|JPEG|libjpeg|mozjpeg|ffmpeg|Canva|Snapseed)[\s\S]*$/i,
];

/** Whether a description says nothing of its picture. */
export function isBoilerplate(text: string): boolean {
  return ofCameras.some((pattern) => pattern.test(text.trim()));
}

/** The same for fields that programs use at least as often as people. */
export function isProgramsOwn(text: string): boolean {
  return isBoilerplate(text) || ofPrograms.some((pattern) => pattern.test(text.trim()));
}
