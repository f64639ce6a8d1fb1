/**
 * The words of passphrases, written for this project: 1,296 (6⁴, so dice can draw them too) everyday Indonesian
 * words of four to eight letters, friendly to read out loud. No two differ by one letter more, less or other, nor
 * by a swap of neighbours, so that a typing error never makes another word of the list.
 */
const WORDS = `
  abadi abon adalah adik adonan agung ahli ajaib akademi akar akasia akhir akrab aksara aksen aktif akurat
  alamat alang alarm album almanak alpukat alun amal ambang ambil amplop andal andong aneka anggota anggrek
  anggur angin angkasa angklung angsa antar anting antre anugerah anyam apel april arah armada arsitek
  artikel asam asisten asoka aspal asrama atlas atlet aula aurora awet ayunan badai bagasi bagian bagus
  bahagia bahan bahari bahasa bahu baja bakat bakmi bakso balap balet balkon balok bandeng bandul bangau
  bangun bantal bantu banyak bapak barang baris barisan basket baskom batas baterai batik bawah bayam bazar
  beasiswa bebas bebek beberapa beduk bekal belajar belakang belanja belati belut benar bendera bengkel
  benih benteng bentuk benua beranda berani berbagi berdoa berenang beringin berita berkas berkebun berlari
  berlayar berlian bermain bersama bersatu bersih bertamu beruang besi besok betah betul biasa bibit bicara
  bidan bihun bijak bikin bilik bimbing bina bincang bingkai biola biru biskuit bisnis blangkon bonang
  boneka bonsai botol bros brosur buah buaya bubur bukan bukit bulat bulu bumbu bundar bunga bungsu bunyi
  butir butuh cabai cabang cacing cahaya cair cakap cakram calon camar campur candi canggih cangkir cangkul
  capung cara catatan cawan cegah cemara cempaka cendana cendawan cendekia cendol cengkeh cepat ceramah
  cerdas cerdik ceria cermat cermin cicak cincin ciri cita coba cocok cokelat contoh copot corong cuaca cucu
  cuka cukup cuti dabu daftar dagang dahi dahlia dahulu dalam damai danau dapur darat dasar daun daya dayung
  debat dedak delapan delima delman demam demi dendeng dengar dengung depan dering dermaga desa desain
  desember detik dewasa dian didik dinas dinding dingin disiplin diskon diskusi dodol dokar dokter domba
  dompet donat dongeng donor dosen draf drama duku dukung dunia duren durian ekonomi ekspres elemen elok
  emas ember embun embusan empat enak energi erat esai etika fajar fakta favorit februari festival film
  fokus formulir forum foto gabah gabung gading galeri gambar ganda gandum ganjil ganti gapura garam garasi
  garpu garuda gelang gelar gelatik gema gembala gembira gemilang gempita gendang gentong geografi gerabah
  gerak gerbang gerhana gerimis gerobak getuk gigi giling gincu girang gitar gong gorden goreng gratis gubuk
  gudang gulai gulung gunting guntur gurame gurih gurita gurun habis habitat hadiah hadir halal halus
  hamparan handuk hangat harapan harga hari harimau harmoni harum hasil hektare helai helm hemat hewan
  hiburan hijau hobi hormat hujan humor huruf idola ikat ikhlas iklan iklim ilham ilmu ilmuwan indah
  industri ingat insinyur intan inti iris istana istilah jadwal jagat jago jahe jahit jajan jaket jalak
  jalur jambu jangan jangkar jangkrik janji jantung januari jaring jati jatuh jawab jejak jelas jelita
  jembatan jemput jenaka jendela jenius jerami jernih jeruk jingga juara jujur julang jumat jumlah jumpa
  jurnal juru juta kabar kabel kabut kaca kacamata kacang kadet kado kain kakao kakek kaki kaktus kaldu
  kalender kaleng kalimat kambing kamboja kamera kamis kampus kanan kancil kancing kangen kangkung kantin
  kantong kantor kanvas kapal kapsul kapten kapuk karate karcis karena kargo karpet kartu karung karya kasih
  kasuari katak katun kawat kayu kebaya kecapi kecil kecuali kedai kedelai kejar keju kelak kelambu kelana
  keliling kelinci kelopak keluar keluarga kemah kemangi kemarau kemarin kembali kembang kembar kemeja
  kemiri kemudi kemuning kenal kenanga kenapa kenari kencana kendali kentang kepala kepodang keramik kerang
  kerbau kereta kerikil keripik kerja kertas kerudung kerupuk kesatria ketan ketapang ketapel ketilang
  ketoprak ketua ketumbar ketupat khas khayal kicau kicauan kidung kijang kilat kilo kimia kincir kipas kira
  kiriman kisah kiwi klub koala kode kolam koleksi komedi komet komik komodo kompas kompor komputer konser
  kontak koper kopi kopiah koral korek kota kreatif kristal kuasa kuat kubah kubis kuda kudapan kuliah kulit
  kulkas kumpul kunang kunci kunyit kuping kupon kurir kurma kursi kursus laci lada lalat lalu lambai
  lampion lampu lancar landak langit langkah langsat lantai lantang lapang lapangan lapisan laron latih laut
  lautan lawak layar lebar lebih lega lekas lembab lembu lempar lemur lengan lengkap lengkeng lengkuas lensa
  lentera lestari letak lewat liang lidi lihat lilin limau lincah lingkar liontin listrik liter lobster
  logam lokal lompat lonceng lontar lontong loteng lugas lukis lulus lumba lumbung lumpia lumpur lunak lurah
  lusa lusin lutung macam magnet mahal mahkota mahoni majalah maju maka makin mampir mandiri manfaat mangga
  manggis mangkuk mangrove manis mantap mantel manusia maraton maret marmer marmut martabak masuk matahari
  matang materi mawar mayur medali medan media meja melinjo melodi melukis melur membaca menanam menang
  menantu menara mendaki mendung mengapa mentah mentari mentega menu meranti merdeka meriah merica merpati
  meteor meteran mewah mimbar mimpi minat mineral minggu mini minibus minum minyak mirip mistar mitra mobil
  modern modul momen montir motor mozaik mudah mukjizat mulia mungil murid murni museum musik mustika
  mutiara naga nakhoda nalar nampan nangka napas nasi nasional naskah navigasi nelayan nenek neon niat
  nikmat nilai nonton november nuri nutrisi nyala nyaman nyanyi obeng obrolan oktober olah olahraga ombak
  optimis orang orbit orkes otomatis pabrik pacu padang padi pagar paham pajangan pakaian pakis palem panas
  panci pandai pandu panggil panggung pangkal panitia panjang panorama pantun papan papaya parit parkir
  pasaran pasir paspor pasta pastel patriot patung paus paviliun peci pedas pedati pedesaan pelangi pelatih
  pelaut pelikan pelopor peluang peluit pemain pemandu pematang pempek pena pendapat pendek pendopo peneliti
  penjahit pensil pentas penting penulis penyu pepes perabot perahu perangko perban percaya perdana pergi
  perisai perkasa perkutut perlahan permata permen pernah pertama pertiwi pesan pesawat petai petis piagam
  piala piano pigura pikir piknik pilar pilihan pilot pinggir pinjam pintar pintu pinus pipa piring pisang
  piston planet plastik plaza pohon pojok pola polos pompa pondok populer posisi poster potong potret
  pramuka printer prisma profil program proyek pucuk puding puisi pujangga pulau pulpen puluh puncak pusaka
  pusat puspa putar radar radio rahasia rahmat rajawali rajin rajut raksasa rakyat rambut rambutan ramuan
  ranah rancang ransel rapat rapi rapor ratus rawa rawit rebana rekan rekor rela rembulan rempah rendah
  resep resto rezeki rias ribu rimba rimbun rindang rindu ringan ringkas rintik riwayat roda roket rompi
  rotan roti royal ruang rukun rumah rumahan rumput runding rupa rupiah rutin sabana sabit sabtu sabuk
  safari sahabat sajak saji salad salin salju salmon saluran sama sambal sampul samudra sandang sanggar
  sanggul santan sapu saran sarden sarjana sasando sastra satuan saudara sawo sayang sayap sebelas sebentar
  sebulan sebut sedang sedap sedikit sedotan segala segar segi sehat sejarah sejuk sejuta sekarang sekolah
  sekop sekrup selada selalu selam selamat selaras seledri selera selesai selimut seluruh semalam semangat
  semanggi semangka semarak sembako sembilan semen semerbak semesta seminggu sempurna semua sendiri sendok
  sengon senin senja sentosa sentuh senyum sepak sepakat sepasang sepatu sepeda seperti sepoi sepuluh
  seragam serai serambi seratus serbuk seribu serius seroja seruling setahun setara setia setor setrika siap
  sifat siku silang simak simbol simfoni simpan simpel sinar sinden singa singkat singkong sirih sirop
  sirsak sisir sistem siswa situs sketsa skuter soal sofa solusi songket sopir sorak sore spidol spiral
  stabil stadion stasiun stiker stroberi studio suasana subuh sudut sukacita sukses suling sumber sumpit
  sumur sungai sungguh surat surya susun sutil sutra syair syarat syukur tabur tahun tajam tajuk takjub
  taksi taktik talenta tali tamasya tambah tanaman tangguh tangkai tanjung tanpa tape tapioka tapir target
  tarian tarik taruh tatap teater tebing tebu teduh tegak teknik teko tekstil tekun teladan telaga telepon
  teleskop teliti teluk teman tembaga tembok tembus tempe tempuh tenda tengah tenggiri tenis tenteram tepi
  tepung terampil teras teratai terjun termos ternak ternama teropong tertata terumbu tetes tidak tidur tiga
  tikar tiket timbang timun tinggal tinggi tinta tirai titian titik tokoh tolong tomat tombol tongkat topan
  topeng toples tradisi traktor trofi tropis truk tugu tujuan tujuh tukang tulen tulip tumbuh tumpeng tunai
  tunggu tunjuk turbin turis ubin udara ujian ujung ukir ukiran ulas umbi umum unduh unggas unggul ungkap
  ungu unik untai untuk untung urai urus urutan usaha usia utama vaksin vanili variasi versi violet visi
  vitamin volume wajah wajib wakil waktu wangi warna waru waspada wijen wilayah wisata wisma wisuda wortel
  wujud yayasan yogurt yoyo zaitun zaman zamrud zebra zigzag
`;

export const PASSPHRASE_WORDS: readonly string[] = WORDS.trim().split(/\s+/);
