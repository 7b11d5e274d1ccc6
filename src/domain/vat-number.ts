export function normaliseVatNumber(text: string, _countryHint: string): string {
  return text;
}

export function checkVatNumberFormat(_number: string): "ok" | "bad-format" | "bad-checksum" {
  return "ok";
}
