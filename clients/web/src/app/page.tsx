import { speak } from "../locale/speak.ts";

export default async function HomePage() {
  const { words } = await speak();
  return <h1 className="text-3xl">{words.common.shop}</h1>;
}
