"""What a container tells whoever opens it without us."""

from __future__ import annotations

README = """\
WHAT THIS IS

Evidence about one message that an e-port gateway took in, translated and passed on: an ASiC-E container
(ETSI EN 319 162-1), a plain zip in which nothing is compressed.

  received.xml              the message, byte for byte as it came, under its sender's seal
  receipt.xml               what the gateway answered, under the gateway's seal; it names the digest of received.xml
  sent/LINK/NUMBER.xml      what the gateway sent to each receiver, under its seal; NUMBER/earlier-N.xml: the same
                            content under a seal that ran out; NUMBER/receipt-N.xml: the receiver's answer to attempt N
  trace.json                what was decided and why: who sent it, what was read, lost, and written for whom
  timeline.json             the same and all that followed, in order
  tables/                   the code tables in force, and which tables and schemas were used, by digest
  links/LINK.json           what was agreed with each link (no secrets)
  certificates/             the certificates and revocation lists by which seals were believed
  chain/                    each record of the timeline as it was signed: its path to the root of its batch, the sealed
                            statement of the batch, that of the day, and the day's time-stamp (RFC 3161) if there is one
  META-INF/signatures.xml   the gateway's signature (XAdES) over every file but mimetype and META-INF

Believe nothing because it stands here: take the certificates of the gateway, the sender and the receivers from somebody
you trust, not from this file.

HOW TO CHECK IT

With the program, offline:   eport-gateway evidence verify FILE --trust DIR
DIR has one folder a party (gateway, the sender, the receivers, timestamp) with its certificates in PEM.

By hand:
1. Unpack it. The digest of each file, in base64, must be the DigestValue that META-INF/signatures.xml gives for it:
     openssl dgst -sm3 -binary received.xml | base64        (-sha256 where the DigestMethod says so)
2. With a gateway key of RSA or P-256, xmlsec1 checks signature and digests at once, in the unpacked folder:
     xmlsec1 --verify --enabled-reference-uris empty,same-doc,local,remote --id-attr:Id SignedProperties \\
       --pubkey-cert-pem gateway.pem META-INF/signatures.xml
3. The seals on received.xml, receipt.xml and sent/ are enveloped XML signatures; `eport-gateway verify` or xmlsec1
   checks them.
4. A record is the leaf SM3(0x00 || body) of its batch's tree; node = SM3(0x01 || left || right); chain/places.json has
   the index and the siblings. The root must be that in the statement chain/batches/N.xml.

这是什么

本文件是电子口岸网关对一份报文的收、转、发所留存的证据:ASiC-E容器(ETSI EN 319 162-1),即未压缩的zip。

  received.xml              原始报文,逐字节保存,带发送方签名
  receipt.xml               网关的回执,带网关签名,载明received.xml的摘要
  sent/链路/编号.xml        发给各接收方的报文,带网关签名;编号/earlier-N.xml为证书到期前的旧签名,
                            编号/receipt-N.xml为接收方对第N次发送的回执
  trace.json                处理依据:谁发送、读到什么、丢失什么、为谁生成什么
  timeline.json             此后全部记录,按先后排列
  tables/                   当时生效的代码表,以及所用表和schema的摘要
  links/链路.json           与各链路的约定(不含任何密钥)
  certificates/             验签所用的证书和吊销列表
  chain/                    每条记录的原文、到批次根的路径、批次声明、当日声明及其时间戳(RFC 3161,如有)
  META-INF/signatures.xml   网关对全部文件的签名(XAdES)

请勿因为证书在此文件中就相信它:网关、发送方、接收方的证书应从您信任的渠道取得。

如何核验

离线用程序核验:   eport-gateway evidence verify 文件 --trust 目录
目录下每个单位一个子目录(gateway、发送方、接收方、timestamp),内放PEM证书。
手工核验的命令见上文英文部分:逐个文件计算摘要并与META-INF/signatures.xml比对,再验签名;
记录为批次树的叶SM3(0x00 || 正文),节点为SM3(0x01 || 左 || 右),须得到批次声明中的根。
"""
